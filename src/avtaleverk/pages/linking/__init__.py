"""What others put on their own pages to lead to the texts in force: links, a badge, a card and a QR code."""
