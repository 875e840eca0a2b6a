"""RDF/XML, written so that the same statements give the same bytes.

The writer of pyoxigraph is not used: it copies control characters, which XML cannot
hold, and leaves carriage returns to be lost by the next reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from drugfacts.errors import InputError

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = RDF + "langString"

_NAME = re.compile(
    "[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
    "[A-Za-z0-9._\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u203f-\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U000effff-]*$"
)
_PLAIN_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9.-]*")
_ODD = re.compile(r"[^A-Za-z0-9.-]")
_AT_ONCE = 10_000
"""So many statements of a subject are one element."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_TERM = {"Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"}


def rdfxml(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Return triples as RDF/XML, one element per subject, all in IRI order.

    Only prefixes that are used are declared, and none is made up: a property of a
    namespace without one declares that namespace as the default on its own element.

    Args:
        triples: Statements whose blank nodes have canonical labels.
        prefixes: Namespaces by prefix.

    Raises:
        InputError: XML cannot hold a property's IRI or a character.
    """
    names = _Names(prefixes)
    subjects: dict[str, list[Triple]] = {}
    for triple in triples:
        subjects.setdefault(_key(triple.subject), []).append(triple)
    blocks = [_block(subjects[key], names) for key in sorted(subjects)]
    return f"{_head({**names.used, 'rdf': RDF})}{''.join(blocks)}</rdf:RDF>\n"


def as_met(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield triples as RDF/XML in their order; those of a subject in a row are one element.

    All prefixes that XML can hold are declared, as it is not known which will be used.

    Args:
        triples: Statements; labels of blank nodes may be any.
        prefixes: Namespaces by prefix.

    Raises:
        InputError: XML cannot hold a property's IRI or a character.
    """
    names = _Names(prefixes)
    fitting = {prefix: ns for prefix, ns in prefixes.items() if _NAME.match(prefix)}
    yield _head({**fitting, "rdf": RDF})
    for _, said in groupby(triples, lambda triple: triple.subject):
        while some := list(islice(said, _AT_ONCE)):
            yield _block(some, names)
    yield "</rdf:RDF>\n"


def _head(prefixes: Mapping[str, str]) -> str:
    declared = "".join(
        f"\n    xmlns:{prefix}={_quoted(namespace)}"
        for prefix, namespace in sorted(prefixes.items())
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'


class _Names:
    """Gives IRIs qualified names and remembers which prefixes that took."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        fitting = ((p, ns) for p, ns in prefixes.items() if _NAME.match(p))
        self._prefix = {ns: p for p, ns in sorted(fitting, reverse=True)}
        self._prefix[RDF] = "rdf"
        self.used: dict[str, str] = {}
        self._found: dict[str, tuple[str, str] | None] = {}

    def element(self, iri: str) -> tuple[str, str] | None:
        """Return the name of an element for an IRI and the attribute that it needs."""
        if iri not in self._found:
            self._found[iri] = self._element(iri)
        return self._found[iri]

    def _element(self, iri: str) -> tuple[str, str] | None:
        cuts = [i for i in range(len(iri) - 1, 0, -1) if _NAME.match(iri, i)]
        known = [i for i in cuts if iri[:i] in self._prefix]
        if known:
            namespace, local = iri[: known[0]], iri[known[0] :]
            if namespace == RDF and local in _NO_TERM:
                return None
            self.used[self._prefix[namespace]] = namespace
            return f"{self._prefix[namespace]}:{local}", ""
        if not cuts:
            return None
        cut = cuts[-1]
        for i in cuts:
            if iri[i - 1] in "#/:":
                cut = i
                break
        return iri[cut:], f" xmlns={_quoted(iri[:cut])}"


def _key(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term)


def _block(triples: list[Triple], names: _Names) -> str:
    subject = triples[0].subject
    about = _reference(subject, "about")
    classes = sorted(_key(t.object) for t in triples if t.predicate.value == RDF + "type")
    first = names.element(classes[0][1:-1]) if classes and classes[0].startswith("<") else None
    name, namespace = first or ("rdf:Description", "")
    # A default namespace on this element would fall on those inside it.
    if namespace:
        first, name = None, "rdf:Description"
    lines = [f"    <{name}{about}>\n"]
    for triple in sorted(triples, key=lambda t: (t.predicate.value, _key(t.object))):
        typed = triple.predicate.value == RDF + "type"
        if typed and first and _key(triple.object) == classes[0]:
            continue
        lines.append(_property(triple, names))
    return "".join([*lines, f"    </{name}>\n"])


def _property(triple: Triple, names: _Names) -> str:
    found = names.element(triple.predicate.value)
    if found is None:
        raise InputError(
            f"RDF/XML cannot write the property <{triple.predicate.value}>, because it does "
            "not end in a name; use --format turtle or ntriples."
        )
    name, namespace = found
    value = triple.object
    if isinstance(value, Triple):
        raise InputError("RDF/XML cannot hold a triple as a value; use --format ntriples.")
    if not isinstance(value, Literal):
        return f"        <{name}{namespace}{_reference(value, 'resource')}/>\n"
    if value.direction is not None:
        raise InputError(
            "RDF/XML cannot hold a text with a base direction; use --format turtle or ntriples."
        )
    mark = ""
    if value.language:
        mark = f" xml:lang={_quoted(value.language)}"
    elif value.datatype.value != _XSD_STRING:
        mark = f" rdf:datatype={_quoted(value.datatype.value)}"
    return f"        <{name}{namespace}{mark}>{_text(value.value)}</{name}>\n"


def _reference(term: NamedNode | BlankNode | Triple, attribute: str) -> str:
    if isinstance(term, BlankNode):
        return f' rdf:nodeID="{_node_id(term.value)}"'
    assert isinstance(term, NamedNode), "subjects and references are IRIs or blank nodes"
    return f" rdf:{attribute}={_quoted(term.value)}"


def _node_id(label: str) -> str:
    """Return a label as a name of XML: those that are one stay, and none becomes another."""
    if _PLAIN_LABEL.fullmatch(label):
        return label
    return "_" + _ODD.sub(lambda match: f"_{ord(match[0]):x}_", label)


def _text(value: str) -> str:
    bad = _NO_XML.search(value)
    if bad:
        raise InputError(
            f"RDF/XML cannot hold the character U+{ord(bad[0]):04X} that a text has; "
            "remove it, or use --format turtle or ntriples."
        )
    return _escaped(value)


def _quoted(value: str) -> str:
    return '"' + _escaped(value).replace('"', "&quot;") + '"'


def _escaped(value: str) -> str:
    # xml.sax.saxutils would do it too, and imports the whole of urllib.
    for character, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#xD;")):
        value = value.replace(character, reference)
    return value
