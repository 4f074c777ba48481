"""Makes pictures of pages, to be looked at: `python tests/views/look.py FOLDER PAGE...`, with Chromium on the path.

Each page at 360 and 1280 pixels, light and dark, and as it prints. `tests/LOOKED.md` says what was seen and mended.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

WIDTHS = {360: 2400, 700: 1800, 1280: 900}  # pixels, and how far down
THEMES = {"light": "1", "dark": "0"}
COMMON = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1")


def pictures(page: Path, folder: Path) -> Iterator[Path]:
    """Make the pictures of a page; yield each."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("no Chromium on the path")
    for width, height in WIDTHS.items():
        for theme, scheme in THEMES.items():
            picture = folder / f"{page.stem}-{width}-{theme}.png"
            look = (f"--blink-settings=preferredColorScheme={scheme}", f"--window-size={max(width, 500)},{height}")
            shown = page.resolve().as_uri()
            if width < 500:  # a window is no narrower than 500 pixels, a frame within it is
                frame = folder / f"{page.stem}-{width}.html"
                size = f"border:0;width:{width}px;height:{height}px"
                frame.write_text(f'<body style="margin:0"><iframe src="{shown}" style="{size}">', encoding="utf-8")
                shown = frame.resolve().as_uri()
            subprocess.run([browser, *COMMON, *look, f"--screenshot={picture}", shown], check=True, capture_output=True)
            yield picture
    paper = folder / f"{page.stem}.pdf"
    subprocess.run(
        [browser, *COMMON, f"--print-to-pdf={paper}", page.resolve().as_uri()], check=True, capture_output=True
    )
    yield paper


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:]:
        for made in pictures(Path(name), target):
            print(made)
