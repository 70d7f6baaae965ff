"""The house's rules, read off the code itself: who may import whom, one door per library, nothing undocumented.

Each rule names the file that breaks it. A rule that finds nothing to look at fails too.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "hooks" / "tableside"
TEMPLATES = ROOT / "templates"

DOORS = {
    "yaml": {"tableside/source.py"},
    "mkdocs": {"mkdocs_site.py"},
    "jinja2": {"tableside/render.py"},
    "markdown_it": {"tableside/text.py"},
    "mdurl": {"tableside/text.py"},
    "fontTools": {"tableside/fonts.py"},
    "typst": {"tableside/outputs/handbook"},
    "pikepdf": {"tableside/outputs/handbook"},
    "click": {"tableside/cli.py"},
    "syllapy": {"tableside/reading.py"},
}
"""Library → the files that may import it; a name without `.py` stands for every file that begins with it."""

NOT_IN_OUTPUTS = {"glob", "os", "random", "secrets", "shutil", "socket", "subprocess", "sys", "tempfile", "time", "uuid"}
NOT_CALLED_IN_OUTPUTS = {"mkdir", "now", "open", "today", "unlink", "utcnow", "write_bytes", "write_text"}
"""Disk, clock and chance: with any of them the same course might not give the same bytes."""

ABOVE_OUTPUTS = {"checks", "cli", "course", "problems", "source"}
"""An output sees the finished Course, and nothing of how it was read or judged."""

WAY_OF_THE_DATA = ["scalars", "model", "text", "source", "checks", "course", "render", "site", "publish", "cli"]
"""The way of the data. A file may import those before it, never those after it."""


def python_files() -> list[Path]:
    """Every Python file that ships."""
    return sorted((ROOT / "hooks").rglob("*.py"))


def name_of(file: Path) -> str:
    """A shipped file as the rules name it: `tableside/text.py`."""
    return file.relative_to(ROOT / "hooks").as_posix()


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """The dotted names a file imports, wherever it does so, ours as `tableside.…`, each with its line."""
    package = ["tableside", *file.relative_to(LIBRARY).parts[:-1]] if file.is_relative_to(LIBRARY) else []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{module}.{alias.name}", node.lineno


def tracked(*suffixes: str) -> list[Path]:
    """The repository's files, also those not yet added, that end in one of the suffixes; all, without suffixes."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    files = [ROOT / name for name in listing.split("\0") if name]
    return [file for file in files if file.is_file() and (not suffixes or file.name.endswith(suffixes))]


# --- Python ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    """A library is imported by the one file that knows it, so that it can be replaced there."""
    users = {name_of(file) for file in python_files() for name, _ in imports(file) if name.split(".")[0] == library}
    doors = tuple(DOORS[library])
    strangers = {user for user in users if not user.startswith(doors)}
    assert not strangers, f"{library} belongs to {', '.join(doors)}; {', '.join(sorted(strangers))} imports it too"


def test_outputs_do_not_know_each_other() -> None:
    """A new output is one file, and removing one breaks no other. Parts of one output share the beginning of its name."""
    faults = []
    for file in sorted((LIBRARY / "outputs").glob("*.py")):
        family = file.stem.split("_")[0]
        for name, line in imports(file):
            parts = name.split(".")
            inside = parts[:2] == ["tableside", "outputs"] and len(parts) > 2 and (LIBRARY / "outputs" / f"{parts[2]}.py").exists()
            if inside and parts[2].split("_")[0] != family:
                faults.append(f"{name_of(file)}:{line} imports {parts[2]}")
    assert not faults, "\n".join(faults)


def test_outputs_see_only_the_course() -> None:
    """No disk, no clock, no chance, and none of the steps that made the course."""
    files = sorted((LIBRARY / "outputs").glob("*.py"))
    assert files
    faults = []
    for file in files:
        for name, line in imports(file):
            parts = name.split(".")
            if parts[0] in NOT_IN_OUTPUTS or (parts[0] == "tableside" and len(parts) > 1 and parts[1] in ABOVE_OUTPUTS):
                faults.append(f"{name_of(file)}:{line} imports {name}")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            # A library's own open, such as pikepdf's, reads from memory.
            if name in NOT_CALLED_IN_OUTPUTS and not (name == "open" and isinstance(called, ast.Attribute)):
                faults.append(f"{name_of(file)}:{node.lineno} calls {name}")
    assert not faults, "\n".join(faults)


def test_the_data_flows_one_way() -> None:
    """The model knows nothing of files, the reader nothing of rules, and nobody but the command line knows the command line."""
    faults = []
    for position, stem in enumerate(WAY_OF_THE_DATA):
        file = LIBRARY / f"{stem}.py"
        later = set(WAY_OF_THE_DATA[position + 1 :])
        faults += [
            f"{stem}.py:{line} imports {name}"
            for name, line in imports(file)
            if name.startswith("tableside.") and name.split(".")[1] in later
        ]
    assert not faults, "\n".join(faults)


def test_the_library_does_not_know_its_callers() -> None:
    """The hook and the command line use the library; it works without either."""
    callers = {"mkdocs_site", "tableside.cli"}
    faults = [
        f"{name_of(file)}:{line} imports {name}"
        for file in python_files()
        if file.name not in {"cli.py", "__main__.py"} and file.is_relative_to(LIBRARY)
        for name, line in imports(file)
        if any(name == caller or name.startswith(caller + ".") for caller in callers)
    ]
    assert not faults, "\n".join(faults)


def undocumented(tree: ast.Module, name: str) -> Iterator[str]:
    """The public classes and functions in a file that say nothing about themselves."""
    if not ast.get_docstring(tree):
        yield f"{name}: the file"
    owners: list[tuple[str, ast.Module | ast.ClassDef]] = [("", tree)]
    while owners:
        path, owner = owners.pop()
        for node in owner.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    yield f"{name}:{node.lineno}: {path}{node.name}"
                if isinstance(node, ast.ClassDef):
                    owners.append((f"{path}{node.name}.", node))


def test_nothing_public_is_undocumented() -> None:
    """Every file, class and function that another file may use says what it is for."""
    assert len(python_files()) > 5
    faults = [fault for file in python_files() for fault in undocumented(ast.parse(file.read_text(encoding="utf-8")), name_of(file))]
    assert not faults, "\n".join(faults)


def test_every_field_of_the_model_has_its_sentence() -> None:
    """The sentence under a field is what an author's editor shows."""
    tree = ast.parse((LIBRARY / "model.py").read_text(encoding="utf-8"))
    faults, seen = [], 0
    for record in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        for field, below in zip(record.body, [*record.body[1:], None], strict=True):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                seen += 1
                said = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
                if not said:
                    faults.append(f"model.py:{field.lineno}: {record.name}.{field.target.id}")
    assert seen > 100
    assert not faults, "\n".join(faults)


# --- templates, scripts and styles ----------------------------------------------------------------------------------------


def templates() -> list[Path]:
    """Every file that Jinja draws."""
    return sorted(file for file in TEMPLATES.rglob("*") if file.is_file() and file.name.endswith((".html", ".jinja")))


def test_every_template_opens_by_saying_what_it_draws() -> None:
    """The first line of a template says what it draws; the names it needs follow with their types."""
    assert templates()
    faults = [str(file.relative_to(ROOT)) for file in templates() if not file.read_text(encoding="utf-8").startswith("{#")]
    assert not faults, "these do not open with {#- … -#}: " + ", ".join(faults)


def scripts() -> list[Path]:
    """Our browser scripts."""
    return sorted((TEMPLATES / "assets" / "scripts").rglob("*.js"))


def test_every_script_says_what_it_is_for() -> None:
    """A script opens with what it is for, and each function that it offers to another says what it does. An element is its script."""
    assert scripts()
    faults = [f"{file.name} does not open with a comment" for file in scripts() if not file.read_text("utf-8").startswith("/**")]
    for file in scripts():
        text = file.read_text("utf-8")
        for found in re.finditer(r"^export (?:async )?function (\w+)", text, re.M):
            above = text[: found.start()].rstrip()
            if not above.endswith("*/"):
                faults.append(f"{file.name}: {found[1]}")
    assert not faults, "\n".join(faults)


def test_colours_come_from_the_tokens() -> None:
    """A colour is named once, in the file of tokens; everything else says var(--ts-…)."""
    styles = sorted((TEMPLATES / "assets" / "styles").glob("*.css"))
    assert styles
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
    holders = {file.name for file in styles if colour.search(re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S))}
    assert holders <= {"tokens.css", "print.css"}, f"colours are written out in {', '.join(sorted(holders))}"


# --- the matrix -----------------------------------------------------------------------------------------------------------


def question_types() -> list[str]:
    """The types a question may have, as the model lists them."""
    from typing import get_args

    from tableside import model

    union = get_args(model.Question)[0]
    return [get_args(record.model_fields["type"].annotation)[0] for record in get_args(union)]


def drawn_on_the_site(kind: str) -> str:
    """By a template of the type's name, or by the default."""
    return found_as(TEMPLATES / "questions", kind)


def keyed_on_the_site(kind: str) -> str:
    """The key below a question, by a template of the type's name, or by the default."""
    return found_as(TEMPLATES / "questions" / "key", kind)


def found_as(folder: Path, kind: str) -> str:
    """Whether a folder of templates has one of that name, or the default alone."""
    names = {file.name.split(".")[0] for file in folder.glob("*.jinja")}
    return "own" if kind in names else "default" if "default" in names else "none"


def marked_on_the_site(kind: str) -> str:
    """By a rule of the graders; a type without one is never counted."""
    text = (TEMPLATES / "assets" / "scripts" / "graders.js").read_text("utf-8")
    rules = text[text.index("const RULES = {") : text.index("\n};")]
    return "own" if re.search(rf'^  "?{kind}"?: {{', rules, re.M) else "default"


def drawn_in_the_handbook(kind: str) -> str:
    """By a Typst function of the type's name, or by the default."""
    text = (TEMPLATES / "handbook" / "questions.typ").read_text("utf-8")
    listed = re.search(rf'^\s*"?{kind}"?: question-{kind}\b', text, re.M)
    return "own" if listed else "default" if "question-default(it)" in text else "none"


def keyed_in_the_handbook(kind: str) -> str:
    """By a case of the writer of the answer key; there is no default, since a key cannot be guessed."""
    record = "".join(part.title() for part in kind.split("-"))
    tree = ast.parse((LIBRARY / "outputs" / "handbook_key.py").read_text("utf-8"))
    cases = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.match_case) and re.search(rf"\b{record}(Question)?\(\)", ast.unparse(node.pattern))
    ]
    return "own" if cases else "none"


OUTPUTS = {
    "site": drawn_on_the_site,
    "site key": keyed_on_the_site,
    "marked": marked_on_the_site,
    "handbook": drawn_in_the_handbook,
    "handbook key": keyed_in_the_handbook,
}
"""Output → how it deals with a type of question: `own`, `default` or `none`."""


def test_every_question_type_is_drawn_by_every_output(capsys: pytest.CaptureFixture[str]) -> None:
    """The matrix types × outputs has no gap. It is printed, so that a default is seen where a template might be better."""
    matrix = {kind: {output: how(kind) for output, how in OUTPUTS.items()} for kind in question_types()}
    with capsys.disabled():
        print("\n\n" + f"{'question type':<16}" + "".join(f"{output:<14}" for output in OUTPUTS))
        for kind, row in matrix.items():
            print(f"{kind:<16}" + "".join(f"{how:<14}" for how in row.values()))
    assert len(matrix) >= 4
    gaps = [f"{kind}: {output}" for kind, row in matrix.items() for output, how in row.items() if how == "none"]
    assert not gaps, "nothing draws " + ", ".join(gaps)


def test_no_template_is_a_leftover() -> None:
    """A template is named after a type that the model has, or another file names it."""
    from typing import get_args

    from tableside import model

    parts = [get_args(record.model_fields["type"].annotation)[0] for record in get_args(get_args(model.Part)[0])]
    chosen_by_type = {*question_types(), *parts, "default"}
    readers = "".join(file.read_text("utf-8") for file in [*templates(), *python_files()])
    pages = (LIBRARY / "outputs" / "pages.py").read_text("utf-8")
    strays = [
        file.relative_to(ROOT).as_posix()
        for file in templates()
        if not file.is_relative_to(TEMPLATES / "site")
        and file.name.split(".")[0] not in chosen_by_type
        and f"{file.parent.name}/{file.name}" not in readers
        and not (file.parent.name == "pages" and f'"{file.name.split(".")[0]}"' in pages)
    ]
    assert not strays, ", ".join(strays)


# --- the repository -------------------------------------------------------------------------------------------------------

PACKAGE_HOSTS = ["pypi." + "org", "pythonhosted." + "org", "npmjs." + "org", "npmjs." + "com", "deb.debian." + "org"]
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|farm|root|home|Users|opt|tmp|mnt)/[A-Za-z.]")


def test_no_package_host_is_named() -> None:
    """Lock files and documents leave it to the user's own tools where packages come from."""
    faults = []
    for file in tracked():
        text = file.read_bytes().decode("utf-8", errors="ignore")
        faults += [f"{file.relative_to(ROOT)}: {host}" for host in PACKAGE_HOSTS if host in text]
    assert not faults, "\n".join(faults)


def test_no_path_of_a_machine_is_named() -> None:
    """What is in the repository works wherever it is cloned to."""
    faults = []
    for file in tracked():
        if file.name == Path(__file__).name:
            continue
        text = file.read_bytes().decode("utf-8", errors="ignore")
        faults += [f"{file.relative_to(ROOT)}: {found[0]}" for found in MACHINE_PATH.finditer(text)]
    assert not faults, "\n".join(faults)


def test_no_font_file_is_in_the_repository() -> None:
    """Fonts come from packages and are cut at build time."""
    fonts = [str(file.relative_to(ROOT)) for file in tracked(".woff", ".woff2", ".ttf", ".otf")]
    assert not fonts, ", ".join(fonts)
