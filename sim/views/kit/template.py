"""Pages made from templates on one layout: a file with its style and pictures in it, that opens offline."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.views.kit.pictures import Picture

STYLE = Path(__file__).with_name("report.css")


def rendered(
    template: Path, context: Mapping[str, Any], pictures: "Sequence[Picture]", styles: Sequence[Path] = ()
) -> str:
    """Return the text of a page: names and texts in `context` are escaped, pictures and `styles` (after `STYLE`) are
    not.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    folders = FileSystemLoader((template.parent, STYLE.parent))
    environment = Environment(
        loader=folders, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = "\n".join(path.read_text(encoding="utf-8") for path in (STYLE, *styles))
    drawn = [picture._replace(svg=Markup(picture.svg)) for picture in pictures]
    return environment.get_template(template.name).render({**context, "style": Markup(style), "pictures": drawn})
