"""Texts with a planted fault, in many styles of each format.

In each text one statement has a value with FAULT in it. ``①`` stands before its subject, ``②``
before its predicate and ``③`` before its value; the marks are taken out before it is read.
"""

from __future__ import annotations

EX = "https://example.org/"

TURTLE = {
    "plain": "<https://example.org/fine> <https://example.org/p> 1 .\n"
    '①<https://example.org/a> ②<https://example.org/p> ③"FAULT" .',
    "predicate list": "@prefix ex: <https://example.org/> .\n"
    '①ex:a a ex:Drug ;\n    ex:p 1 ;\n    ②ex:q ③"FAULT" ;\n    ex:r 2 .\n',
    "object list": "@prefix ex: <https://example.org/> .\n"
    '①ex:a ②ex:p "one" ,\n        "two" , ③"FAULT"@en ,\n   "three" .\n',
    "all on one line": "@prefix ex:<https://example.org/>.①ex:a ②ex:p ex:b,③ex:FAULT;a ex:C.",
    "the type": "@prefix ex: <https://example.org/> .\nex:b a ex:C . ①ex:a ②a ③ex:FAULT .",
    "SPARQL prefixes": "PREFIX ex: <https://example.org/>\nprefix : <https://example.org/x#>\n"
    "①:a ex:p 1 ; ②ex:q ③:FAULT .",
    "a base": "@base <https://example.org/x/> .\n①<a> ②<#p> ③<../FAULT> .\n",
    "a second base": "BASE <https://example.org/>\n<a> <p> <c> .\nBASE <https://example.org/y/>\n"
    "①<a> ②<p> ③<FAULT> .\n",
    "a prefix that changes": "@prefix e: <urn:1:> .\ne:a e:p e:o .\n@prefix e: <urn:2:> .\n"
    "①e:a ②e:p ③e:FAULT .",
    "an empty prefix": "@prefix : <https://example.org/> .\n①: ②:p ③:FAULT .",
    "comments": "# FAULT?\n@prefix ex: <https://example.org/> . # <x> \"\n①ex:a # ex:b ;\n"
    "# ex:p\n    ②ex:p # 'x'\n\n  # FAULT\n    ③\"FAULT\" # here\n. # FAULT",
    "a comment that looks like a string": "@prefix ex: <https://example.org/> . # it's\n"
    "①ex:a ②ex:p ③'FAULT' . # it's",
    "several lines": '@prefix ex: <https://example.org/> .\nex:b ex:p """one\n\n"two" \\"""" .\n'
    '①ex:a ex:p """\n""" ; ②ex:q ③"""\nFAULT\n""" .\n',
    "single quotes": "@prefix ex: <https://example.org/> .\n"
    "ex:b ex:p '''it's\n''' . ①ex:a ②ex:p ③'''FAULT'''@de-at .",
    "astral before": '@prefix ex: <https://example.org/> .\nex:b ex:p "\U0001f600\U0001f48a" . '
    '①ex:a ②ex:p "\U0001f600" , ③"FAULT" .',
    "combining before": '@prefix ex: <https://example.org/> .\nex:b ex:p "e\u0301\u0308" . '
    '①ex:a ②ex:p "\u0928\u093f" , ③"FAULT" .',
    "names beyond ASCII": "@prefix \u00e9x: <https://example.org/\u65e5/> .\n"
    "\u00e9x:\u672c \u00e9x:p 1 . ①\u00e9x:a ②\u00e9x:\u03b1\u03b2 ③\u00e9x:FAULT .",
    "line separators in strings": '@prefix ex: <https://example.org/> .\nex:b ex:p "\u2028\u0085'
    '\x0b\x0c" . ①ex:a ②ex:p ③"FAULT" .',
    "tabs": "@prefix\tex:\t<https://example.org/>\t.\n\t①ex:a\t②ex:p\t\t③ex:FAULT\t.",
    "lines of Windows": "@prefix ex: <https://example.org/> .\r\n\r\nex:b ex:p '''a\r\nb''' .\r\n"
    "①ex:a\r\n    ②ex:p\r\n        ③'FAULT' .\r\n",
    "a byte order mark": "\ufeff①<urn:a> ②<urn:p> ③<urn:FAULT> .",
    "escapes in IRIs": "<urn:\\u0062> <urn:p> 1 . ①<urn:\\u0061> ②<urn:\\U00000070> "
    "③<urn:FAUL\\u0054> .",
    "escapes in names": "@prefix ex: <https://example.org/> .\n"
    "①ex:a\\,b ②ex:p%20q\\- ③ex:x\\=FAULT .",
    "escapes in strings": '<urn:b> <urn:p> "\\U0001F600\\n\\"" . ①<urn:a> ②<urn:p> '
    '"\\\\" , ③"FAUL\\u0054" .',
    "a datatype": "@prefix ex: <https://example.org/> .\n①ex:a ②ex:p 'x'^^ex:d , "
    "③'FAULT'^^ex:d .",
    "brackets": "@prefix ex: <https://example.org/> .\nex:a ex:p ①[ a ex:C ; ②ex:q ③'FAULT' ] .",
    "brackets in brackets": "@prefix ex: <https://example.org/> .\n"
    "ex:a ex:p [ ex:q 1 ] , [\n ex:q 2 ; ex:r [ ], ①[\n  ②ex:s ③'FAULT'\n] ] .",
    "a subject in brackets": "@prefix ex: <https://example.org/> .\n"
    "[ ex:q 1 ] ex:p 2 .\n①[ ex:q 1 ] ex:p 2 ; ②ex:r ③ex:FAULT .",
    "nothing but brackets": "@prefix ex: <https://example.org/> .\n①[ ex:q 1 ; ②ex:r ③ex:FAULT ] .",
    "empty brackets": "@prefix ex: <https://example.org/> .\n[] ex:q 1 .\n①[] ②ex:r ③ex:FAULT .",
    "brackets alike": "@prefix ex: <https://example.org/> .\n"
    "ex:a ex:p [ ex:q 1 ] , [ ex:q 1 ] , ①[ ex:q 1 ; ②ex:r ③ex:FAULT ] .",
    "a list": "@prefix ex: <https://example.org/> .\nex:a ex:p ( ex:b 1 ①②③'FAULT' ( ) ) .",
    "a list in a list": "@prefix ex: <https://example.org/> .\n"
    "ex:a ex:p ( 1 ( 2 [ ] ) ( 3 ①②③'FAULT' ) ) .",
    "a node in a list": "@prefix ex: <https://example.org/> .\n"
    "ex:a ex:p ( [ ex:q 1 ]\n  ①[ ②ex:q ③'FAULT' ] ) .",
    "a list as a subject": "@prefix ex: <https://example.org/> .\n①( 1 2 ) ②ex:p ③ex:FAULT .",
    "a label used before": "@prefix ex: <https://example.org/> .\n"
    "ex:a ex:p _:x , _:y .\n_:y ex:q 1 .\n①_:x ②ex:q ③ex:FAULT .",
    "a label used after": "@prefix ex: <https://example.org/> .\n"
    "①_:x ②ex:q ③ex:FAULT .\nex:a ex:p _:x , [ ex:q 2 ] .",
    "said in two blocks": "@prefix ex: <https://example.org/> .\n"
    "①ex:a ex:p 1 .\nex:b ex:q 'fault' .\nex:a ②ex:q ③ex:FAULT .",
    "a long line": "@prefix ex: <https://example.org/> .\n"
    + "ex:b ex:p 1 . " * 500
    + "①ex:a ②ex:p ③ex:FAULT .",
}  # fmt: skip

TRIG = {
    "no graph": "①<urn:a> ②<urn:p> ③<urn:FAULT> .",
    "a graph": "<urn:g> {\n  <urn:b> <urn:p> 1 .\n  ①<urn:a> ②<urn:p> ③<urn:FAULT>\n}",
    "the word GRAPH": "GRAPH <urn:g> { ①<urn:a> ②<urn:p> 1 , ③<urn:FAULT> . }",
    "the word graph": "graph<urn:g>{①<urn:a>②<urn:p>③<urn:FAULT>}<urn:b><urn:p>1.",
    "braces without a name": "{ <urn:b> <urn:p> 1 }\n{ ①<urn:a> ②<urn:p> ③<urn:FAULT> }",
    "a name with a prefix": "@prefix e: <urn:> .\ne:g { e:b e:p e:o }\n"
    "e:h {\n\t①e:a a e:C ;\n\t\t②e:p ③e:FAULT .\n\te:b e:p 1 }",
    "a graph named by a label": "_:g { <urn:b> <urn:p> _:g . ①<urn:a> ②<urn:p> ③'FAULT' }",
    "a graph named by brackets": "[] { ①<urn:a> ②<urn:p> ③'FAULT' } [ ] { <urn:b> <urn:p> 1 }",
    "brackets in a graph": "<urn:g> { <urn:b> <urn:p> [ <urn:q> 1 ] , ①[ ②<urn:q> ③'FAULT' ] }",
    "nothing but brackets": "<urn:g> { ①[ ②<urn:q> ③'FAULT' ] }",
    "brackets as a subject": "<urn:g> { [ <urn:q> 1 ] . ①[ <urn:q> 1 ] ②<urn:r> ③'FAULT' }",
    "a list in a graph": "<urn:g> { <urn:b> <urn:p> ( 1 ①②③'FAULT' ) }",
    "a label in two graphs": "<urn:g> { <urn:b> <urn:p> _:x }\n<urn:h> { ①_:x ②<urn:q> ③'FAULT' }",
    "comments with braces": "<urn:g> # {\n{ # }\n ①<urn:a> # }\n ②<urn:p> # {\n ③'FAULT'\n# }\n}",
    "strings with braces": "<urn:g> { <urn:b> <urn:p> '}' . ①<urn:a> ②<urn:p> ③'{FAULT}' }",
    "prefixes between": "PREFIX e: <urn:1:>\ne:g { e:a e:p 1 }\nPREFIX e: <urn:2:>\n"
    "e:g { ①e:a ②e:p ③e:FAULT }",
    "after the graphs": "<urn:g> { <urn:b> <urn:p> [ ] }\n①<urn:a> ②<urn:p> ③'FAULT' .",
    "lines of Windows": "\ufeff<urn:g> {\r\n  <urn:b> <urn:p> '\U0001f600' .\r\n"
    "  ①<urn:a>\t②<urn:p> '\U0001f600' , ③'FAULT' .\r\n}\r\n",
    "an open end": "<urn:g> { ①<urn:a> <urn:o> 1 ; ②<urn:p> ③'FAULT' ; }",
}  # fmt: skip

N_TRIPLES = {
    "plain": "<urn:b> <urn:p> <urn:c> .\n①<urn:a> ②<urn:p> ③<urn:FAULT> .\n",
    "comments": "# FAULT\n\n<urn:b> <urn:p> <urn:c> . # <x>\n①<urn:a> ②<urn:p> ③<urn:FAULT> . # x",
    "white space": "<urn:b>\t<urn:p>\t1 .\n".replace("1", '"1"')
    + "  \t①<urn:a>  ②<urn:p>\t\t③<urn:FAULT>\t.",
    "no white space": "<urn:b><urn:p><urn:c>.\n①<urn:a>②<urn:p>③<urn:FAULT>.",
    "escapes": '<urn:\\u0062> <urn:p> "\\U0001F600" .\n'
    "①<urn:\\u0061> ②<urn:p> ③\"FAUL\\u0054\" .",
    "astral": '<urn:b> <urn:p> "\U0001f600" .\n①<urn:\U0001f600> ②<urn:p> ③"FAULT" .',
    "a label": "_:b <urn:p> _:a .\n①_:a ②<urn:p> ③\"FAULT\"@en-GB .",
    "a label before a full stop": "<urn:a> <urn:p> _:a.\n①_:a ②<urn:p> ③\"FAULT\"^^<urn:d>.",
    "lines of Windows": "\ufeff<urn:b> <urn:p> <urn:c> .\r\n①<urn:a> ②<urn:p> ③<urn:FAULT> .\r\n",
}  # fmt: skip

N_QUADS = {
    **N_TRIPLES,
    "graphs": "<urn:a> <urn:p> <urn:c> <urn:g> .\n"
    "<urn:b> <urn:p> <urn:c> .\n①<urn:x> ②<urn:p> ③<urn:FAULT> <urn:h> .\n",
    "a literal in a graph": '①<urn:a> ②<urn:p> ③"FAULT"@en<urn:g>.',
    "a graph with a label": "_:a <urn:q> _:g _:g .\n①_:b ②<urn:p> ③\"FAULT\" _:g .",
    "the same in two graphs": "①<urn:a> ②<urn:p> ③<urn:FAULT> <urn:g> .\n"
    "<urn:a> <urn:p> <urn:FAULT> <urn:h> .",
}  # fmt: skip

JSON_LD = {
    "expanded": '[\n  ①{ "@id": "urn:a", "urn:b": [{ "@value": 1 }],\n'
    '    ②"urn:p": [ { "@value": "x" }, ③{ "@value": "FAULT", "@language": "en" } ] } ]',
    "compact": '{ "@context": { "p": "urn:p" },\n  "@id": "urn:z", "p": "x",\n'
    '  "urn:q": ①{ "@id": "urn:a", ②"p": ③"FAULT" } }',
    "flattened": '{ "@context": { "@vocab": "urn:" }, "@graph": [\n'
    '  { "@id": "urn:b", "p": { "@id": "urn:a" } },\n  ①{ "@id": "urn:a", ②"p": ③"FAULT" }\n] }',
    "a vocabulary": '①{ "@context": { "@vocab": "urn:v#" }, "@id": "urn:a",\n'
    ' "o": 1, ②"p": ③"FAULT" }',
    "prefixes": '{"@context": {"ex": "https://example.org/"}, "@graph": [\n'
    '\t①{"@id": "ex:a", ②"ex:p": ③{"@id": "ex:FAULT"}}]}',
    "a base": '{"@context": {"@base": "https://example.org/x/", "p": {"@id": "urn:p", '
    '"@type": "@id"}}, "@graph": [①{"@id": "../a", ②"p": ["b", ③"FAULT"]}]}',
    "aliases": '①{"@context": {"id": "@id", "type": "@type", "value": "@value"},\n "id": "urn:a",\n'
    ' ②"urn:p": ③{"value": "FAULT", "type": "urn:d"}}',
    "the type": '①{ "@context": {"@vocab": "urn:"}, "@id": "urn:a", ②"@type": [ "C", ③"FAULT" ] }',
    "a type that is coerced": '①{"@context": {"p": {"@id": "urn:p", "@type": "urn:d"}},'
    ' "@id": "urn:a", ②"p": ["x", ③"FAULT"]}',
    "a word of the vocabulary": '①{"@context": {"@vocab": "urn:", "p": {"@type": "@vocab"}},'
    ' "@id": "urn:a", ②"p": ["x", ③"FAULT"]}',
    "a language map": '①{"@context": {"p": {"@id": "urn:p", "@container": "@language"}},\n'
    ' "@id": "urn:a", ②"p": {"en": ["x", "y"], "de": ③"FAULT", "@none": "z"}}',
    "a default language": '①{"@context": {"@language": "de", "p": {"@id": "urn:p", "@language": '
    'null}}, "@id": "urn:a", "p": "x", ②"urn:q": ③"FAULT"}',
    "an index": '①{"@context": {"p": {"@id": "urn:p", "@container": "@index"}}, "@id": "urn:a",'
    ' ②"p": {"one": "x", "two": ["y", ③"FAULT"]}}',
    "a map of names": '{"@context": {"p": {"@id": "urn:p", "@container": "@id"}}, "@id": "urn:z",'
    ' "p": {"urn:b": {"urn:q": 1}, "urn:a": ①{②"urn:q": ③"FAULT"}}}',
    "a map of types": '{"@context": {"p": {"@id": "urn:p", "@container": "@type"}}, "@id": "urn:z",'
    ' "p": {"urn:B": {"urn:q": 1}, "urn:A": ①{②"urn:q": ③"FAULT"}}}',
    "a list": '{"@id": "urn:z", "urn:p": {"@list": [1, {"@id": "urn:b"}, ①②③"FAULT", 2]}}',
    "a term for lists": '{"@context": {"p": {"@id": "urn:p", "@container": "@list"}},'
    ' "@id": "urn:z", "p": [1, ①②③"FAULT"]}',
    "a set": '①{"@id": "urn:a", ②"urn:p": {"@set": ["x", ③"FAULT"]}}',
    "backwards": '{"@id": "urn:FAULT", "@reverse": {②"urn:p": ①{"@id": "urn:a"}}}'.replace(
        '{"@id": "urn:F', '③{"@id": "urn:F'
    ),
    "a term backwards": '③{"@context": {"r": {"@reverse": "urn:p"}}, "@id": "urn:FAULT",'
    ' ②"r": [①{"@id": "urn:a", "urn:q": 1}]}',
    "a named graph": '{"@id": "urn:g", "urn:q": 1, "@graph": [{"@id": "urn:b", "urn:p": "x"},'
    ' ①{"@id": "urn:a", ②"urn:p": ③"FAULT"}]}',
    "a term for graphs": '{"@context": {"g": {"@id": "urn:g", "@container": "@graph"}},'
    ' "@id": "urn:z", "g": ①{②"urn:p": ③"FAULT"}}',
    "nested keys": '①{"@context": {"more": "@nest"}, "@id": "urn:a", "urn:q": 1,'
    ' "more": {②"urn:p": ③"FAULT"}}',
    "included": '{"@id": "urn:z", "urn:p": 1, \n'
    ' "@included": [①{"@id": "urn:a", ②"urn:p": ③"FAULT"}]}',
    "a node without a name": '{"@id": "urn:z", "urn:p": [{"urn:q": 1}, ①{②"urn:q": ③"FAULT"}]}',
    "nodes without names": '[{"urn:p": {"urn:q": {"urn:q": 1}}},\n'
    ' {"urn:p": {"urn:q": ①{"urn:q": 1, ②"urn:r": ③"FAULT"}}}]',
    "nodes alike": '{"@id": "urn:z", "urn:p": [{"urn:q": 1}, {"urn:q": 1}, {}, {},'
    ' ①{"urn:q": 1, ②"urn:r": ③"FAULT"}]}',
    "alike but for what is within": '{"@id": "urn:z", "urn:p": [{"urn:q": {"urn:r": "x"}},'
    ' {"urn:q": ①{②"urn:r": ③"FAULT"}}, {"urn:q": {"urn:r": "y"}}]}',
    "a label": '[{"@id": "urn:z", "urn:p": {"@id": "_:x"}}, ①{"@id": "_:x", ②"urn:q": ③"FAULT"}]',
    "an inner context": '{"@context": {"p": "urn:no"}, "@id": "urn:z", "urn:q":'
    ' ①{"@context": {"p": "urn:p"}, "@id": "urn:a", ②"p": ③"FAULT"}}',
    "several contexts": '①{"@context": [{"p": "urn:no"}, null, {"p": "urn:p"}], "@id": "urn:a",'
    ' ②"p": ③"FAULT"}',
    "the context of a type": '[①{"@context": {"T": {"@id": "urn:T", "@context": {"p": "urn:p"}}},'
    ' "@id": "urn:a", "@type": "T", "urn:b": {"p": 1}, ②"p": ③"FAULT"}]',
    "the context of a key": '{"@context": {"k": {"@id": "urn:k", "@context": {"p": "urn:p"}}},'
    ' "@id": "urn:z", "p": 1, "k": ①{"@id": "urn:a", ②"p": ③"FAULT"}}',
    "escapes": '①{"\\u0040id": "urn:\\u0061", "urn:o": "\\ud83d\\ude00\\"", ②"urn:\\u0070":'
    ' ③"FAUL\\u0054"}',
    "astral and combining": '{"@id": "urn:z", "urn:o": "\U0001f600e\u0301", "urn:q": '
    '①{"@id": "urn:\U0001f600", ②"urn:p": ["\U0001f600", ③"FAULT"]}}',
    "lines of Windows": '\ufeff[\r\n\t①{\r\n\t\t"@id" : "urn:a" ,\r\n\t\t'
    '②"urn:p"\t:\r\n ③"FAULT"\r\n\t}\r\n]',
    "a key twice": '①{"@id": "urn:a", "urn:p": "x", "urn:p": "y", ②"urn:q": ③"FAULT"}',
    "keys with brackets": '①{"@id": "urn:a", "not:{[": 1, "urn:o": "]}", ②"urn:p": [[③"FAULT"]]}',
}  # fmt: skip

STYLES = {"ttl": TURTLE, "trig": TRIG, "nt": N_TRIPLES, "nq": N_QUADS, "jsonld": JSON_LD}
