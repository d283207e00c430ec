"""Makes the lists of refused words of the word cloud again: `python -m scripts.word_lists`.

The words come from two packages that are kept for this purpose, at the versions below. Their code is read, not run.
"""

import ast
import json
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

LISTS: Final = Path(__file__).parent.parent / "madang/activities/kinds/word_cloud/lists"
ENGLISH: Final = ("pyobscenity", "0.2.0", "MIT")
KOREAN: Final = ("korcen", "1.0.3", "Apache-2.0")
# Its lists of political nicknames and of other languages stay out.
KOREAN_SUBJECTS: Final = ("GENERAL", "MINOR", "SEXUAL", "BELITTLE", "RACE", "PARENT", "SPECIAL")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        english = _unpacked(Path(folder), ENGLISH)
        calls = list(_calls((english / "pyobscenity/english_preset.py").read_text()))
        _write(
            "en",
            ENGLISH,
            refused=(text for name, text in calls if name == "add_pattern"),
            allowed=(text for name, text in calls if name == "add_whitelisted_term"),
        )
        korean = _unpacked(Path(folder), KOREAN)
        constants = dict(_constants((korean / "korcen/korcen.py").read_text()))
        _write(
            "ko",
            KOREAN,
            refused=_of_subjects(constants, "{}_PROFANITY_PATTERNS"),
            allowed=_of_subjects(constants, "FALSE_POSITIVE_PATTERNS_{}"),
        )


def _unpacked(folder: Path, package: tuple[str, str, str]) -> Path:
    name, version, _ = package
    target = folder / name
    command = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:")
    subprocess.run([*command, "--dest", str(target), f"{name}=={version}"], check=True)
    with zipfile.ZipFile(next(target.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    licence = next(target.glob("*.dist-info/licenses/LICENSE*"))
    (LISTS / f"LICENSE.{name}").write_text(licence.read_text())
    return target


def _parsed(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def _calls(source: str) -> Iterator[tuple[str, str]]:
    """Each method that is called with one text."""
    for node in ast.walk(_parsed(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(value=str(text))]):
                yield name, text


def _constants(source: str) -> Iterator[tuple[str, list[str]]]:
    for node in _parsed(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.List() as value):
                yield name, ast.literal_eval(value)


def _of_subjects(constants: dict[str, list[str]], name: str) -> Iterator[str]:
    for subject in KOREAN_SUBJECTS:
        yield from constants.get(name.format(subject), ())


def _write(language: str, package: tuple[str, str, str], *, refused: Iterable[str], allowed: Iterable[str]) -> None:
    name, version, licence = package
    made = {
        "from": f"{name} {version}",
        "license": licence,
        "refused": sorted(set(refused)),
        "allowed": sorted(set(allowed)),
    }
    text = json.dumps(made, ensure_ascii=False, indent=1)
    (LISTS / f"{language}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
