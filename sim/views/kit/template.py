"""Pages made from templates on one layout: a file with its style and pictures in it, that opens offline."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.wording import counted, language, say

if TYPE_CHECKING:
    from sim.views.kit.pictures import Picture

STYLE = Path(__file__).with_name("report.css")
FIRST = Path(__file__).with_name("first.css")  # of pages that begin with a first screen


def rendered(
    template: Path,
    context: Mapping[str, Any],
    pictures: "Sequence[Picture]",
    styles: Sequence[Path] = (),
    colours: str = "",
) -> str:
    """Return the text of a page: names and texts in `context` are escaped; pictures, and the style made of `STYLE`,
    `colours` and `styles`, are not. A template says its messages with `say` and `counted`.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    folders = FileSystemLoader((template.parent, STYLE.parent))
    environment = Environment(
        loader=folders, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {"say": say, "counted": counted, "language": language()}
    texts = [path.read_text(encoding="utf-8") for path in (STYLE, *styles)]
    style = "\n".join([texts[0], colours, *texts[1:]])
    drawn = [picture._replace(svg=Markup(picture.svg)) for picture in pictures]
    return environment.get_template(template.name).render({**context, "style": Markup(style), "pictures": drawn})
