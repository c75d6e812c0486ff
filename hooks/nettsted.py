"""MkDocs events. Each hands over to the engine, which alone knows what to do."""

from typing import Any

from avtaleverk.engines import mkdocs as engine


def on_config(config: Any) -> Any:
    """Begin a build."""
    return engine.on_config(config)


def on_files(files: Any, config: Any) -> Any:
    """Put the pages of the site plan in the place of what MkDocs found."""
    return engine.on_files(files, config)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001 - MkDocs passes all by name
    """Give a page its content."""
    return engine.on_page_content(html, page, config)


def on_post_build(config: Any) -> None:
    """Index and check the finished site."""
    engine.on_post_build(config)


def on_serve(server: Any, config: Any, builder: Any) -> Any:  # noqa: ARG001 - MkDocs passes all by name
    """Watch the content folders."""
    return engine.on_serve(server, config)
