# SPDX-License-Identifier: Apache-2.0
"""Tests that every rule of the house can fail and can hold, and that numbers only fall."""

import contextlib
import importlib.machinery
import importlib.util
import io
import json
import os
import tempfile
import unittest

import ratchet
from catalogue import RULES
from examples import EXAMPLES, GROUND, body, swift
from rule import count
from swift import Swift
from tree import Tree, floors

RULE = {rule.name: rule for rule in RULES}


def findings(name, files):
    return RULE[name].find(Tree({**GROUND, **files}))


class RuleTests(unittest.TestCase):
    def test_every_rule_has_examples(self):
        self.assertEqual(sorted(EXAMPLES), sorted(RULE))

    def test_every_rule_can_fail(self):
        for name, (bad, _) in EXAMPLES.items():
            for index, files in enumerate(bad):
                with self.subTest(rule=name, example=index):
                    found = findings(name, files)
                    self.assertGreater(count(found), 0)
                    self.assertTrue(all(place.path in {**GROUND, **files} or place.path.startswith("Sources") for place in found))

    def test_every_rule_can_hold(self):
        for name, (_, good) in EXAMPLES.items():
            for index, files in enumerate(good):
                with self.subTest(rule=name, example=index):
                    self.assertEqual(findings(name, files), [])

    def test_the_ground_breaks_no_rule(self):
        for name in RULE:
            if name != "small-file" and name != "short-median":
                with self.subTest(rule=name):
                    self.assertEqual(findings(name, {}), [])

    def test_excess_is_counted(self):
        self.assertEqual(count(findings("big-target", EXAMPLES["big-target"][0][0])), 2)
        self.assertEqual(count(findings("long-readme", {"README.md": "line\n" * 125})), 5)
        self.assertEqual(count(findings("many-files", EXAMPLES["many-files"][0][0])), 3)

    def test_a_place_is_exact(self):
        place, = findings("echo-local", {"Sources/CSV/A.swift": swift("\nfunc f() {\n    let row = row(1)\n}")})
        self.assertEqual(repr(place), "Sources/CSV/A.swift:5: row is called like the function that fills it")

    def test_the_fewest_uses_that_close_a_circle_are_named(self):
        files = {
            "Sources/CSV/Up/One.swift": swift("struct One { var two: Two }"),
            "Sources/CSV/Up/Other.swift": swift("struct Other { var two: Two }"),
            "Sources/CSV/Down/Two.swift": swift("struct Two {\n    func f() { One.make() }\n}"),
        }
        place, = findings("circle", files)
        self.assertEqual((place.path, place.line), ("Sources/CSV/Down/Two.swift", 4))
        self.assertIn("Down → Up → Down", place.what)

    def test_many_folders_are_put_into_a_good_order(self):
        files = {
            "Sources/CSV/F%02d/T.swift" % index: swift("struct T%02d { var other: T%02d }" % (index, (index + 1) % 20))
            for index in range(20)}
        self.assertEqual(len(findings("circle", files)), 1)


class ReaderTests(unittest.TestCase):
    def code(self, text):
        file = Swift("a.swift", text)
        self.assertEqual(len(file.code), len(text))
        return " ".join(file.code.split())

    def test_comments_are_blank(self):
        self.assertEqual(self.code("a // b\nc /* d /* e */ f */ g"), "a c g")
        self.assertEqual(self.code("a /* never ends"), "a")

    def test_strings_are_blank(self):
        self.assertEqual(self.code(r'a("b // \" c") + d'), 'a(" ") + d')
        self.assertEqual(self.code('a = """\n    b "c" {\n    """\nd'), 'a = """ """ d')
        self.assertEqual(self.code(r'a = #"b "c" \("d"# + e'), 'a = #" "# + e')
        self.assertEqual(self.code('a = "b\nc'), 'a = " c')
        self.assertEqual(self.code('a(#""""#, b)'), 'a(#" "#, b)')
        self.assertEqual(self.code('a(""); b'), 'a(""); b')

    def test_what_is_interpolated_is_code(self):
        self.assertEqual(self.code(r'"a \(b(c) + "d \(e) f") g" + h'), '" (b(c) + " (e) ") " + h')
        self.assertEqual(self.code(r'#"a \(b) \#(c)"# + d'), '#" (c)"# + d')

    def test_regular_expressions_are_blank(self):
        self.assertEqual(self.code('a(of: #/b"{/#) + c'), "a(of: #/ /#) + c")
        self.assertEqual(self.code('let a = /b"{/\nc'), "let a = c")
        self.assertEqual(self.code("a = b / c / d; reduce(1, /)"), "a = b / c / d; reduce(1, /)")

    def test_declarations(self):
        file = Swift("a.swift", "@frozen public struct A<B> {\n    private enum C {}\n}\nextension A.D: E {}\nprivate func f() {}\n")
        self.assertEqual(
            [(entry.keyword, entry.name, entry.depth, entry.is_hidden) for entry in file.declarations],
            [("struct", "A", 0, False), ("enum", "C", 1, True), ("extension", "A.D", 0, False), ("func", "f", 0, True)])
        self.assertEqual(file.owner(file.text.index("C")).name, "A")

    def test_functions(self):
        text = (
            "protocol P {\n    func a()\n    init(b: Int)\n}\nfunc c(\n    _ d: () -> Void\n) async throws(E) -> [F]\nwhere G: H {\n"
            "    self.init(i)\n}\nstruct J { init() {} ; func k() -> (Int) -> Int { { $0 } } }\nfunc < (a: A, b: A) {}\n")
        file = Swift("a.swift", text)
        self.assertEqual([function.name for function in file.functions], ["c", "init", "k", "<"])


class ManifestTests(unittest.TestCase):
    def test_targets_are_read(self):
        manifest = Tree(GROUND).manifest
        self.assertEqual(manifest["CSV"], ("Sources/CSV", set()))
        self.assertEqual(manifest["Commands"], ("Sources/Commands", {"Campaign", "CSV"}))
        self.assertEqual(manifest["CSVTests"], ("Tests/CSVTests", {"CSV", "TestSupport"}))
        self.assertEqual(manifest["TestSupport"], ("Tests/TestSupport", {"CSV"}))
        self.assertEqual(manifest["CCurl"][1], set())

    def test_floors_are_read_from_either_end(self):
        self.assertEqual(floors(Tree(GROUND)), {"CSV": 3, "Campaign": 4, "Commands": 5})
        lines = GROUND["docs/architecture.md"].split("\n")
        turned = {**GROUND, "docs/architecture.md": "\n".join(lines[:2] + lines[4:1:-1])}
        levels = floors(Tree(turned))
        self.assertLess(levels["CSV"], levels["Commands"])


class NumberTests(unittest.TestCase):
    """The program itself, on a tree in a folder."""

    def setUp(self):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tidy")
        loader = importlib.machinery.SourceFileLoader("tidy", path)
        self.tidy = importlib.util.module_from_spec(importlib.util.spec_from_loader("tidy", loader))
        loader.exec_module(self.tidy)
        place = tempfile.TemporaryDirectory(prefix="tidy-")
        self.addCleanup(place.cleanup)
        self.root = place.name
        for path, text in GROUND.items():
            self.write(path, text)
        self.write("Sources/CSV/C.swift", swift("struct C {\n%s\n}" % body(150)))
        for name in "A", "B":
            self.write("Sources/CSV/%s.swift" % name, swift("struct %s {\n%s\n    var x = y!\n}" % (name, body(150))))

    def write(self, path, text):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def run_tidy(self, numbers, *words):
        if numbers is not None:
            self.write(".ci/tidy.json", json.dumps(numbers))
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = self.tidy.main(["--root", self.root, *words])
        return status, output.getvalue()

    def numbers(self):
        with open(os.path.join(self.root, ".ci", "tidy.json"), encoding="utf-8") as file:
            return {name: number for name, number in json.load(file).items() if number}

    def test_a_rule_broken_as_often_as_its_number_passes(self):
        self.assertEqual(self.run_tidy({"escape-hatch": 2, "small-file": 2}), (0, ""))

    def test_a_rule_broken_more_often_fails_with_its_places(self):
        status, output = self.run_tidy({"escape-hatch": 1, "small-file": 2})
        self.assertEqual(status, 1)
        self.assertEqual(output.count(": escape-hatch: force unwrap"), 2)
        self.assertIn("escape-hatch: 2, where at most 1 are allowed", output)
        self.assertEqual(self.run_tidy({"small-file": 2})[0], 1)

    def test_a_rule_broken_less_often_asks_for_the_lower_number(self):
        status, output = self.run_tidy({"escape-hatch": 5, "small-file": 2})
        self.assertEqual(status, 0)
        self.assertIn("escape-hatch 5 → 2", output)

    def test_numbers_only_fall(self):
        self.assertEqual(self.run_tidy({"escape-hatch": 1, "small-file": 9, "sleep": 4}, "--lower")[0], 1)
        self.assertEqual(self.numbers(), {"escape-hatch": 1, "small-file": 2})
        self.assertEqual(self.run_tidy({"small-file": 9}, "--lower")[0], 1)
        self.assertEqual(self.numbers(), {"small-file": 2})

    def test_numbers_that_cannot_be_used(self):
        for text in "{", "[]", '{"no-such-rule": 1}', '{"sleep": -1}', '{"sleep": true}', '{"sleep": "1"}':
            with self.subTest(text=text), self.assertRaises(ratchet.RatchetError):
                self.write(".ci/tidy.json", text)
                self.run_tidy(None)
        os.remove(os.path.join(self.root, ".ci", "tidy.json"))
        with self.assertRaises(ratchet.RatchetError):
            self.run_tidy(None)

    def test_places_are_listed(self):
        status, output = self.run_tidy({}, "--list", "escape-hatch", "--only", "Sources/CSV/B")
        self.assertEqual((status, output), (0, "Sources/CSV/B.swift:154: escape-hatch: force unwrap\n"))

    def test_a_table_of_all_rules(self):
        _, output = self.run_tidy({"escape-hatch": 2, "small-file": 2}, "--numbers")
        self.assertEqual(len(output.split("\n")), len(RULES) + 2)


def run():
    suite = unittest.defaultTestLoader.loadTestsFromName(__name__)
    return 0 if unittest.TextTestRunner().run(suite).wasSuccessful() else 1


if __name__ == "__main__":
    unittest.main()
