"""WordprocessingML as the world writes it: opened safely, its marks resolved, its numbers counted. Bytes in, bytes out."""
