"""What the model refuses in one file, told in an author's words.

It knows the model and pydantic's list of errors; rules that need two values at once are in ``rules``.
"""

from __future__ import annotations

import difflib
import inspect
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal

from . import model, model_dialogues, model_maps, model_sheets
from .problems import Problem
from .record import AcceptedFinding, Record
from .shelf import form_of
from .source import Keys, Place, Source
from .syntax import QUOTE_IT

NOUNS: Mapping[type[Record], str] = {
    model.Module: "module",
    model.Objective: "objective",
    model.Section: "section",
    model.Checklist: "checklist",
    model.ChecklistItem: "checklist item",
    model.Quiz: "quiz",
    model.OneAnswer: "one-answer question",
    model.ManyAnswers: "many-answers question",
    model.TrueFalse: "true-false question",
    model.FillIn: "fill-in question",
    model.NumberQuestion: "number question",
    model.Match: "match question",
    model.PutInOrder: "put-in-order question",
    model.SortIntoGroups: "sort-into-groups question",
    model.Write: "write question",
    model.Answer: "answer",
    model.NumberAnswer: "answer",
    model.Pair: "pair",
    model.Step: "step of an order",
    model.Group: "group",
    model.GroupItem: "item to sort",
    AcceptedFinding: "accepted finding",
    model.TextPart: "text part",
    model.Figure: "figure",
    model.Example: "example",
    model.ExampleStep: "step of an example",
    model.Misconceptions: "part with misconceptions",
    model.Misconception: "misconception",
    model.Note: "note",
    model.Steps: "part with steps",
    model.PlaceNotes: "part with place notes",
    model.PlaceNote: "place note",
    model.ClinicRule: "slot for a clinic rule",
    model_dialogues.Skill: "skill",
    model_dialogues.Dialogue: "dialogue",
    model_dialogues.Person: "person",
    model_dialogues.SkillTaught: "skill of a dialogue",
    model_dialogues.Scene: "scene",
    model_dialogues.Aside: "entry of `also`",
    model_dialogues.Reply: "reply",
    model_dialogues.Ending: "ending",
    model.SignOff: "sign-off",
    model.Reviewed: "review",
    model.ExamTopics: "map of exam topics",
    model.CourseFile: "course",
    model.NamedPage: "page with other names",
    model.ReadingLevel: "reading level",
    model.Role: "role",
    model.Delivery: "delivery",
    model_maps.PathStep: "step of a path",
    model_maps.PathSign: "statement to sign",
    model_maps.Article: "article",
    model_maps.Claim: "claim",
    model_sheets.ClientSheet: "page for clients",
    model_sheets.SheetPart: "part of a page for clients",
    model_maps.ClaimsFile: "file of claims",
    model_maps.ExamTopic: "topic of an exam",
    model_maps.ExamArea: "area of an exam",
    model_maps.Outline: "outline of an exam",
    model_maps.ExamFile: "exam file",
    model.Assessment: "final assessment",
    model.Track: "track",
    model.GlossaryFile: "glossary",
    model.Term: "term",
    model.ReferencesFile: "list of references",
    model.Reference: "reference",
    model.ClinicFile: "clinic's file",
    model.FilledRule: "clinic rule",
}
"""What an author calls each record."""

_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "prompt": ("ask",),
    "question": ("ask",),
    "stem": ("ask",),
    "choices": ("answers", "replies"),
    "options": ("answers", "replies"),
    "correct": ("right", "this_is"),
    "incorrect": ("wrong",),
    "explanation": ("because",),
    "why": ("because",),
    "reason": ("because",),
    "feedback": ("because",),
    "name": ("title", "id"),
    "heading": ("title",),
    "duration": ("minutes",),
    "time": ("minutes",),
    "content": ("text",),
    "text": ("right", "wrong", "do", "say", "says", "ask", "about"),
    "line": ("say", "says"),
    "words": ("say", "says"),
    "speaker": ("who",),
    "body": ("text", "shows"),
    "next": ("go",),
    "goto": ("go",),
    "target": ("go",),
    "ends": ("end",),
    "ending": ("end",),
    "points": ("scores",),
    "score": ("scores",),
    "set": ("remember",),
    "remembers": ("remember",),
    "when": ("if",),
    "requires": ("if",),
    "condition": ("if",),
    "if_not": ("unless",),
    "repair": ("repairs",),
    "characters": ("cast",),
    "people": ("cast",),
    "player": ("you",),
    "nodes": ("scenes",),
    "turns": ("scenes",),
    "variants": ("also",),
    "result": ("outcome",),
    "image": ("file",),
    "definition": ("means",),
    "url": ("links",),
    "link": ("links",),
    "references": ("sources",),
    "answer": ("this_is", "right"),
    "true": ("this_is",),
    "false": ("this_is",),
    "correct_answer": ("this_is", "right"),
    "statement": ("ask",),
    "tolerance": ("within",),
    "margin": ("within",),
    "units": ("unit",),
    "order": ("steps",),
    "sequence": ("steps",),
    "category": ("group",),
    "categories": ("groups",),
    "label": ("title",),
    "exceptions": ("accepted",),
    "ignore": ("accepted",),
    "min": ("from",),
    "max": ("to",),
    "goals": ("objectives",),
    "pages": ("modules",),
}
"""What other formats call a key of ours. Suggested where the record has such a key."""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """` — did you mean …?` without the dash: the nearest known name, or an empty text when none is near."""
    near = difflib.get_close_matches(written.lower(), sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


def id_of(written: Any, known: Iterable[tuple[str, str]]) -> str:
    """The id of what somebody called by its title instead, or an empty text.

    Args:
        written: what stands where an id should.
        known: ids with their titles.
    """
    return next((id for id, title in known if isinstance(written, str) and title.strip().casefold() == written.strip().casefold()), "")


def _one_of(written: str, known: Sequence[str]) -> str:
    meant = did_you_mean(written, known)
    return f"{meant} It can be {listed(known)}" if meant else f"it can be {listed(known)}"


def listed(names: Iterable[str], most: int = 12, last: str = "or") -> str:
    """Names as a reader would hear them: `a`, `b` or `c`."""
    shown = [f"`{name}`" for name in names]
    if len(shown) > most:
        return f"{', '.join(shown[:most])} and {len(shown) - most} more"
    return f" {last} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def told(path: str, kind: type[Record], what: Source, errors: Sequence[Any]) -> Iterator[Problem]:
    """Problems for what pydantic refused.

    Args:
        path: the file.
        kind: the record the file should be.
        what: the file as it was read.
        errors: pydantic's list.
    """
    every = (_Fault.of(kind, what, error) for error in errors)
    faults = [fault for fault in every if not any(fault.keys[:at] in what.doubtful for at in range(len(fault.keys) + 1))]
    suggested = {(*fault.keys[:-1], name) for fault in faults if fault.type == "extra_forbidden" for name in fault.meant()}
    for fault in faults:
        # Whoever wrote `minuts` has not forgotten `minutes` as well.
        if fault.is_noise() or (fault.type == "missing" and fault.keys in suggested):
            continue
        place, on_key = fault.place(), fault.type == "extra_forbidden" or fault.on_key
        mark = place.key if place and on_key and place.key else place.value if place else None
        message, advice = fault.words()
        yield Problem(
            path=path, line=mark.line if mark else 1, column=mark.column if mark else 1, message=message, advice=advice, rule=fault.rule()
        )


def lost_words(path: str, kind: type[Record] | None, what: Source) -> Iterator[Problem]:
    """Texts of which YAML drops a part without a word.

    Args:
        path: the file.
        kind: the record the file should be; None for a file in which every value is a text.
        what: the file as it was read.
    """
    for keys, place in what.places.items():
        value = _value(what.data, keys)
        if not isinstance(value, str) or not value or not (kind is None or holds_words(keys)) or _is_number(what.data, keys):
            continue
        if place.comment:
            told = "` #` makes the rest of this line a note to yourself, so readers will not see it"
            advice = "put the whole text between double quotes if `#` belongs to it; else move the note to a line of its own, above"
            yield Problem(
                path=path, line=place.comment.line, column=place.comment.column, message=told, advice=advice, rule="texts_are_whole"
            )
        if place.in_brackets and (" " in value.strip() or value != value.strip()):
            told = "in square brackets every comma starts a new entry, so a text with a comma falls apart"
            advice = "write each entry on a line of its own, with `- ` in front"
            yield Problem(path=path, line=place.value.line, column=place.value.column, message=told, advice=advice, rule="texts_are_whole")


def holds_words(keys: Keys) -> bool:
    """Whether a value is a text by the name of its key, and not an id, a number or a day."""
    return next((key for key in reversed(keys) if isinstance(key, str)), "") in _word_keys()


def _is_number(data: Any, keys: Keys) -> bool:
    """Whether a value is an answer to a number question or the points of a skill. Elsewhere the same keys hold words."""
    if keys[-2:-1] == ("scores",):
        return True
    question = _value(data, keys[:-3]) if keys[-3:-2] == ("answers",) and keys[-1] in ("right", "wrong") else None
    return isinstance(question, dict) and question.get("type") == "number"


@cache
def _word_keys() -> frozenset[str]:
    return frozenset(info.alias or name for record in NOUNS for name, info in record.model_fields.items() if form_of(record, name))


class _Fault:
    """One error of pydantic, with the path an author would know and the record around it."""

    def __init__(self, error: Any, what: Source) -> None:
        self.type: str = error["type"]
        self.error = error
        self.what = what
        self.keys: Keys = ()
        self.record: type[Record] | None = None
        """The innermost record that was entered, which owns the refused key."""
        self.outer: list[type[Record]] = []
        """The records around it, the nearest last."""
        self.at: Any = None
        """The annotation of what was refused."""
        self.branch: str | None = None
        """The alternative of an untagged union that was tried."""
        self.branched: Keys = ()
        """Where that union stands."""
        self.of_points = False
        """Whether it is about an entry of `scores:`, a skill with its points."""
        self.on_key = False
        """Whether it is about the skill, and not about the points."""

    @classmethod
    def of(cls, kind: type[Record], what: Source, error: Any) -> _Fault:
        """Follow pydantic's path through the model, leaving out exactly the steps that it puts in for unions."""
        fault = cls(error, what)
        at: Any = kind
        for step in error["loc"]:
            at = _bare(at)
            if fault.of_points:
                # After the key pydantic says `[key]` when it is the key that it refuses.
                fault.on_key = True
            elif typing.get_origin(at) is Mapping:
                fault.of_points, fault.keys, at = True, (*fault.keys, step), typing.get_args(at)[1]
            elif _is_record(at):
                if fault.record:
                    fault.outer.append(fault.record)
                fault.record = at
                fault.keys = (*fault.keys, step)
                at = next((_annotated(info) for name, info in at.model_fields.items() if step in (info.alias, name)), None)
            elif typing.get_origin(at) is tuple:
                fault.keys = (*fault.keys, step)
                at = typing.get_args(at)[0]
            elif members := _members(at):
                tagged = _by_type(at)
                if not tagged:
                    fault.branch, fault.branched = str(step), fault.keys
                at = tagged.get(str(step)) if tagged else next((m for m in members if getattr(m, "__name__", "") == step), None)
            else:
                fault.keys = (*fault.keys, step)
        fault.at = _bare(at) if at is not None else None
        return fault

    @property
    def value(self) -> Any:
        """What the author wrote there."""
        return _value(self.what.data, self.keys)

    def is_noise(self) -> bool:
        """Whether another alternative of the same value is the better thing to talk about."""
        if self.type == "too_short" and isinstance(self.value, list):
            # pydantic counts the entries that it could read, not those that the author wrote.
            return len(self.value) >= int(self.error["ctx"]["min_length"])
        if self.branch is None:
            return False
        return isinstance(_value(self.what.data, self.branched), str) != self.branch.startswith("literal")

    def place(self) -> Place | None:
        """Where to point: the thing itself, or the nearest thing around it that stands in the file."""
        keys = self.keys[:-1] if self.type == "missing" else self.keys
        if self.type == "union_tag_invalid":
            keys = (*keys, "type")
        while keys and keys not in self.what.places:
            keys = keys[:-1]
        return self.what.places.get(keys)

    def rule(self) -> str:
        """The promise that was broken."""
        return {"missing": "keys_are_there", "extra_forbidden": "keys_are_known"}.get(self.type, "values_fit_their_keys")

    def words(self) -> tuple[str, str]:
        """The message and the advice."""
        name = self.name()
        if self.type == "missing":
            key = self.keys[-1]
            return f"`{key}` is missing from {self.owner()}", f"add `{key}:` ({_means(self.record, str(key))})"
        if self.type == "extra_forbidden":
            return self._unknown()
        if self.of_points:
            return self._points()
        if typing.get_origin(self.at) is Mapping and not self._is_cut_by_a_note():
            return self._no_points()
        if self.value == "":
            if self._is_cut_by_a_note():
                return f"{name} is empty, since `#` makes the rest of the line a note to yourself", QUOTE_IT
            return f"{name} is empty", f"write it{'' if self._is_needed() else ', or take the line out'}{_hint(self.record, self.keys)}"
        if self.type == "no_words":
            return self._no_words()
        if "advice" in self.error.get("ctx", {}):
            instead = f", not `{short(self.value)}`" if self.error["msg"].startswith("should be") else ""
            named = id_of(self.value, self._could_name())
            return f"{name} {self.error['msg']}{instead}", f"write its id, `{named}`" if named else self.error["ctx"]["advice"]
        if self.type == "too_short":
            has = f"only {len(self.value)}" if self.value else "no entry"
            return (
                f"{name} has {has} and needs at least {self.error['ctx']['min_length']}",
                f"add what is missing{_hint(self.record, self.keys)}",
            )
        if self.type == "too_long":
            most = self.error["ctx"]["max_length"]
            return f"{name} has {len(self.value)} and takes {most} at most", f"leave out what matters least{_hint(self.record, self.keys)}"
        if self.type == "literal_error" and isinstance(self.value, str):
            return self._choice(_literals(self.at))
        if self.type in ("union_tag_invalid", "union_tag_not_found"):
            return self._kind()
        return self._shape()

    def name(self) -> str:
        """What was refused, as an author would call it: `minutes`, or entry 2 of `roles`."""
        if self.keys and isinstance(self.keys[-1], int):
            return f"entry {self.keys[-1] + 1} of `{next((key for key in reversed(self.keys) if isinstance(key, str)), 'the list')}`"
        return f"`{self.keys[-1]}`" if self.keys else "the file"

    def owner(self) -> str:
        """The record around it: this module, the answer `pause`."""
        noun = NOUNS[self.record] if self.record else "file"
        data = _value(self.what.data, self.keys[:-1])
        id = (data.get("id") or data.get("key")) if isinstance(data, dict) and len(self.keys) > 1 else None
        return f"the {noun} `{short(id)}`" if isinstance(id, str) and id.strip() else f"this {noun}"

    def meant(self) -> tuple[str, ...]:
        """The keys that somebody may have meant by an unknown one."""
        if not self.record or not self.keys:
            return ()
        written = str(self.keys[-1])
        known = [info.alias or name for name, info in self.record.model_fields.items()]
        near = difflib.get_close_matches(written.lower().replace("-", "_").replace(" ", "_"), known, n=1, cutoff=0.6)
        other = tuple(word for word in _OTHER_WORDS.get(written.lower(), ()) if word in known)
        return other or tuple(near)

    def _could_name(self) -> Iterator[tuple[str, str]]:
        """Id and title of whatever a value that names something else in the file could name."""
        key = _key_of(self.keys)
        where, title = {
            "group": ((*self.keys[:-3], "groups"), "title"),
            "objective": (("objectives",), "you_will"),
            "objectives": (("objectives",), "you_will"),
            "section": (("sections",), "title"),
            "you": ((*self.keys[:2], "cast"), "name"),
            "who": ((*self.keys[:2], "cast"), "name"),
            "end": ((*self.keys[:2], "endings"), "title"),
        }.get(key, ((), ""))
        known = _value(self.what.data, where) if where else None
        for one in known if isinstance(known, list) else ():
            if isinstance(one, dict) and isinstance(one.get("id"), str) and isinstance(one.get(title), str):
                yield one["id"], one[title]

    def _is_needed(self) -> bool:
        """Whether the record cannot do without this key."""
        fields = self.record.model_fields.items() if self.record else ()
        return any(info.is_required() for name, info in fields if self.keys[-1:] in ((info.alias,), (name,)))

    def _unknown(self) -> tuple[str, str]:
        written = short(str(self.keys[-1]))
        noun = NOUNS[self.record] if self.record else "file"
        message = f"`{written}` is not a key of {_a(noun)}"
        if " " in written:
            return message, f"if it is the beginning of a text with a colon, {QUOTE_IT}"
        if meant := self.meant():
            return message, f"did you mean {listed(meant)}?"
        outer = next((record for record in reversed(self.outer) if written in _keys_of(record)), None)
        if outer:
            return message, f"it is a key of {_a(NOUNS[outer])}: move it there, or see whether it is indented too deep"
        return message, f"take it out; the keys here are {listed(_keys_of(self.record), 30, 'and') if self.record else ''}"

    def _no_words(self) -> tuple[str, str]:
        value, name = self.value, self.name()
        if isinstance(value, dict) and len(value) == 1:
            key, rest = next(iter(value.items()))
            start = f"{short(key, 30)}:{' …' if rest else ''}"
            return (
                f"{name} should hold words, but the colon after `{short(key, 30)}` makes a key of them",
                f'put the whole text between double quotes: "{start}"',
            )
        if isinstance(value, dict):
            return f"{name} should hold words, but keys stand there", f"write the words right after `{_key_of(self.keys)}:`"
        return (
            f"{name} should hold words, but a list stands there",
            "write it as one text; for a text with a list in it, write `|` after the key and the text below, indented",
        )

    def _is_cut_by_a_note(self) -> bool:
        """Whether nothing but a note to oneself stands there."""
        return self.value == "" and self.keys in self.what.places and bool(self.what.places[self.keys].comment)

    def _points(self) -> tuple[str, str]:
        """A skill that has no such id, or points that are none."""
        skill, most = short(str(self.keys[-1])), "a whole number from -2 to 2"
        if self.on_key:
            known = [entry for entry in self._skills() if isinstance(entry, str)]
            advice = did_you_mean(skill, known) or (f"it can be {listed(known)}" if known else self.error["ctx"]["advice"])
            return f"`{skill}` stands where the id of a skill should", advice
        if self.value == "":
            return f"`{skill}` has no points", f"write {most} after the colon, or take the line out"
        if not isinstance(self.value, str):
            stands = "a list stands" if isinstance(self.value, list) else "keys stand"
            return f"`{skill}` should be {most}, but {stands} there", "write the number right after the colon"
        return f"`{skill}` {self.error['msg']}, not `{short(self.value)}`", self.error["ctx"]["advice"]

    def _no_points(self) -> tuple[str, str]:
        """Something else where skills with their points should stand."""
        skill = next((entry for entry in self._skills() if isinstance(entry, str)), "clear-yes")
        advice = f"write each skill on a line of its own below it, without a dash and indented, as in `{skill}: 2`"
        if not self.value:
            return f"{self.name()} holds no skill", f"{advice}; a reply that touches none needs no `scores:`"
        stands = "words stand" if isinstance(self.value, str) else "a list stands"
        return f"{self.name()} should hold skills with their points, but {stands} there", advice

    def _skills(self) -> Iterator[Any]:
        """What stands as skills of the dialogue that it is in."""
        listed_there = _value(self.what.data, (*self.keys[:2], "skills"))
        yield from (entry.get("skill") for entry in listed_there if isinstance(entry, dict)) if isinstance(listed_there, list) else ()

    def _choice(self, known: Sequence[str]) -> tuple[str, str]:
        if self.keys[-1:] == ("reviewed",):
            return (
                f"{self.name()} is neither `none` nor a review",
                "write `none`, or the keys `by`, `licence` and `on` on lines below it, indented",
            )
        return f"{self.name()} cannot be `{short(self.value)}`", _one_of(str(self.value), known)

    def _kind(self) -> tuple[str, str]:
        noun = "question" if self.keys and "questions" in self.keys[-2:] else "part"
        known = list(_by_type(self.at))
        if self.type == "union_tag_not_found":
            return f"`type` is missing from this {noun}", f"add `type:` and one of {listed(known)}"
        written = short(self.value.get("type")) if isinstance(self.value, dict) else ""
        return f"there is no {noun} of the type `{written}`", _one_of(written, known)

    def _shape(self) -> tuple[str, str]:
        """Keys, a list or words where something else should be."""
        value, name = self.value, self.name()
        stands = "words stand" if isinstance(value, str) else "a list stands" if isinstance(value, list) else "keys stand"
        if self.type == "tuple_type" and isinstance(value, str) and value.startswith("-"):
            return f"{name} should be a list, but the space after the dash is missing", "write `- ` and then the entry"
        if self.type == "tuple_type":
            return f"{name} should be a list, but {stands} there", "write each entry on a line of its own below the key, with `- ` in front"
        if self.type == "literal_error":
            return f"{name} should be a word, but {stands} there", f"write {listed(_literals(self.at))} right after the key"
        keys = _keys_of(self.at)[:3] if _is_record(self.at) else ("type", "id")
        return (
            f"{name} should hold keys, but {stands} there",
            f"write its keys below it, indented: {', '.join(f'`{key}`' for key in keys)}",
        )


def _value(data: Any, keys: Keys) -> Any:
    """What stands at a path, or None."""
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _is_record(at: Any) -> bool:
    return inspect.isclass(at) and issubclass(at, Record)


def _annotated(info: Any) -> Any:
    """A field's annotation together with what pydantic moved from it to the field."""
    return Annotated[info.annotation, info] if info.discriminator else info.annotation


def _bare(at: Any) -> Any:
    """An annotation without `| None` and, unless it is a tagged union, without notes."""
    while True:
        if typing.get_origin(at) is Annotated and not _by_type(at):
            at = typing.get_args(at)[0]
        elif (
            typing.get_origin(at) in (typing.Union, types.UnionType)
            and len(found := [m for m in typing.get_args(at) if m is not type(None)]) == 1
        ):
            at = found[0]
        else:
            return at


def _members(at: Any) -> tuple[Any, ...]:
    """The alternatives of a union, or none."""
    if typing.get_origin(at) is Annotated:
        return _members(typing.get_args(at)[0])
    return tuple(m for m in typing.get_args(at) if m is not type(None)) if typing.get_origin(at) in (typing.Union, types.UnionType) else ()


def _by_type(at: Any) -> dict[str, type[Record]]:
    """The records of a union by their `type`; empty for anything but a union of records that all have one."""
    members = _members(at)
    if not members or not all(_is_record(member) and "type" in member.model_fields for member in members):
        return {}
    return {name: member for member in members for name in _literals(member.model_fields["type"].annotation)}


def _literals(at: Any) -> tuple[str, ...]:
    if typing.get_origin(at) is Literal:
        return typing.get_args(at)
    return tuple(name for member in _members(at) for name in _literals(member))


def _keys_of(record: type[Record] | None) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in record.model_fields.items()) if record else ()


def _key_of(keys: Keys) -> str:
    return next((key for key in reversed(keys) if isinstance(key, str)), "")


def _means(record: type[Record] | None, key: str) -> str:
    """The first sentence of the model about a key, as the tail of a sentence."""
    if not record:
        return ""
    description = next((info.description or "" for name, info in record.model_fields.items() if key in (info.alias, name)), "")
    sentence = " ".join(description.split()).split(". ")[0].rstrip(".")
    return sentence[:1].lower() + sentence[1:]


def _hint(record: type[Record] | None, keys: Keys) -> str:
    means = _means(record, _key_of(keys))
    return f" ({means})" if means else ""


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' and not noun.startswith('one') else 'a'} {noun}"


def short(value: Any, most: int = 40) -> str:
    """Words in one line, cut off with … when there are many."""
    words = " ".join(str(value).split())
    return words if len(words) <= most else words[: most - 1] + "…"
