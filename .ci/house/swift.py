# SPDX-License-Identifier: Apache-2.0
"""Reads a Swift file far enough for the house rules: where its code, its strings and its comments are.

Not a parser. Strings and comments are replaced by blanks of the same length, so a place in what is left is a place in
the file, and regular expressions over it meet code only.
"""

import bisect
import functools
import re

# A regular expression between slashes begins where a value may, and not with a blank.
BARE_REGEX = r"(?:(?<=[(\[])|(?<=[=,:] )|(?<=return ))/(?![\s/*)])(?:\\.|[^/\\\n])+/"
# Three quotes open a text of several lines only at the end of a line: #""""# is a string of two.
START = re.compile(r'//|/\*|#*"""(?=[ \t]*\n)|#*"|#+/|' + BARE_REGEX)
START_OR_PARENTHESIS = re.compile(START.pattern + r"|[()]")
COMMENT_EDGE = re.compile(r"/\*|\*/")
VISIBLE = re.compile(r"[^\n]")

ATTRIBUTE = r"@\w+(?:\([^)\n]*\))?\s+"
MODIFIER = (
    r"(?:public|package|internal|fileprivate|private|open|final|indirect|distributed|nonisolated|isolated|static|class"
    r"|mutating|nonmutating|consuming|borrowing|override|convenience|required|lazy|weak|unowned|dynamic|optional"
    r"|prefix|postfix|infix)(?:\(\w+\))?\s+(?!\w+\s*\()")
DECLARATION = re.compile(
    r"(?m)^[ \t]*((?:%s|%s)*)(struct|class|enum|actor|protocol|typealias|extension|func|let|var)\s+"
    r"(`?[A-Za-z_][\w.]*`?)" % (ATTRIBUTE, MODIFIER))
TYPES = {"struct", "class", "enum", "actor", "protocol", "typealias"}
FUNCTION = re.compile(r"(?<![\w.`])(?:func\s+(`?\w+`?|[^\w\s(`]+)|(init|subscript)\b[?!]?)\s*(?=[(<])")
# What ends the search for the body of a function that has none.
NEXT_DECLARATION = re.compile(
    r"[};]|(?<![\w.])(?:func|var|let|init|case|static|mutating|struct|class|enum|actor|extension|typealias"
    r"|associatedtype|import)\b|@\w|#\w")


class Declaration:
    def __init__(self, keyword, name, offset, depth, is_hidden, body):
        self.keyword, self.name, self.offset, self.depth = keyword, name, offset, depth
        # Whether only its own file sees it.
        self.is_hidden = is_hidden
        self.body = body


class Function:
    """A function, initialiser or subscript with a body; `body` is from brace to brace."""

    def __init__(self, name, start, parameters, body):
        self.name, self.start, self.parameters, self.body = name, start, parameters, body


class Reader:
    """Finds the strings and comments of a text."""

    def __init__(self, text):
        self.text = text
        # From and to: comments; what is between the quotes, without what is interpolated; whole strings with quotes.
        self.comments, self.pieces, self.strings = [], [], []
        self.scan(0, START)

    def scan(self, at, pattern):
        """Reads code to the end of the text, or, in an interpolation, behind the parenthesis that closes it."""
        depth = 0
        while found := pattern.search(self.text, at):
            word, at = found.group(), found.end()
            if word == "(":
                depth += 1
            elif word == ")":
                if depth == 0:
                    return at
                depth -= 1
            elif word == "//":
                at = self.end("\n", at)
                self.comments.append((found.start(), at))
            elif word == "/*":
                at = self.comment(at)
                self.comments.append((found.start(), at))
            elif word[-1] == '"':
                at = self.string(found.start(), word)
            elif word[0] == "#":
                at = self.end("/" + "#" * (len(word) - 1), at)
                self.pieces.append((found.end(), at))
            else:
                self.pieces.append(found.span())
        return len(self.text)

    def end(self, word, at):
        end = self.text.find(word, at)
        return len(self.text) if end < 0 else end

    def comment(self, at):
        depth = 1
        while depth and (edge := COMMENT_EDGE.search(self.text, at)):
            depth += 1 if edge.group() == "/*" else -1
            at = edge.end()
        return len(self.text) if depth else at

    def string(self, start, opening):
        at = piece = start + len(opening)
        while found := stop(opening).search(self.text, at):
            at = found.end()
            if found.group()[0] != "\\":
                at = found.start() if found.group() == "\n" else at
                self.pieces.append((piece, found.start()))
                self.strings.append((start, at))
                return at
            if self.text[at:at + 1] == "(":
                self.pieces.append((piece, at))
                at = self.scan(at + 1, START_OR_PARENTHESIS)
                piece = at
            else:
                at += 1
        self.pieces.append((piece, len(self.text)))
        return len(self.text)


@functools.lru_cache(maxsize=None)
def stop(opening):
    """What interrupts a string that was opened like this: its end, or the beginning of an escape."""
    hashes = opening.rstrip('"')
    line_end = "" if opening.endswith('"""') else "|\n"
    return re.compile(re.escape("\\" + hashes) + "|" + re.escape(opening[len(hashes):] + hashes) + line_end)


def blanked(text, spans):
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], VISIBLE.sub(" ", text[start:end])]
        at = end
    return "".join(parts + [text[at:]])


class Swift:
    """A Swift file. `code` is without what strings and comments say, `bare` without comments."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.lines = text.split("\n")
        if self.lines[-1] == "":
            self.lines.pop()
        reader = Reader(text)
        self.comments = reader.comments
        self.pieces, self.strings = sorted(reader.pieces), sorted(reader.strings)
        self.code = blanked(text, sorted(reader.pieces + reader.comments))
        self.starts = [0] + [found.end() for found in re.finditer("\n", text)]

    @functools.cached_property
    def bare(self):
        return blanked(self.text, self.comments)

    def line(self, offset):
        return bisect.bisect_right(self.starts, offset)

    def has_code(self, line):
        """Whether a line, counted from 1, has code."""
        start = self.starts[line - 1]
        return self.code[start:start + len(self.lines[line - 1])].strip() != ""

    @functools.cached_property
    def braces(self):
        """Where braces are, how deep it is behind each, and which closes which."""
        places, depths, pairs, opened = [], [], {}, []
        for found in re.finditer("[{}]", self.code):
            places.append(found.start())
            if found.group() == "{":
                opened.append(found.start())
            elif opened:
                pairs[opened.pop()] = found.start()
            depths.append(len(opened))
        return places, depths, pairs

    def depth(self, offset):
        places, depths, _ = self.braces
        index = bisect.bisect_left(places, offset)
        return depths[index - 1] if index else 0

    def end_of_block(self, opening):
        return self.braces[2].get(opening, len(self.code))

    @functools.cached_property
    def declarations(self):
        return [self.declaration(found) for found in DECLARATION.finditer(self.code)]

    def declaration(self, found):
        modifiers, keyword, name = found.groups()
        body = None
        if keyword in TYPES - {"typealias"} or keyword == "extension":
            opening = self.code.find("{", found.end())
            body = (opening, self.end_of_block(opening)) if opening >= 0 else None
        is_hidden = re.search(r"\b(?:fileprivate|private)\s", modifiers) is not None
        return Declaration(keyword, name.strip("`"), found.start(2), self.depth(found.start(2)), is_hidden, body)

    @functools.cached_property
    def types(self):
        return [entry for entry in self.declarations if entry.keyword in TYPES]

    def owner(self, offset):
        """The innermost type or extension around a place."""
        around = [entry for entry in self.declarations if entry.body and entry.body[0] < offset < entry.body[1]]
        return max(around, key=lambda entry: entry.depth, default=None)

    @functools.cached_property
    def functions(self):
        found = (self.function(match) for match in FUNCTION.finditer(self.code))
        return [function for function in found if function]

    def function(self, found):
        opening = self.code.find("(", found.end())
        if opening < 0:
            return None
        closing = self.closing_parenthesis(opening)
        body = self.code.find("{", closing)
        if body < 0 or NEXT_DECLARATION.search(self.code, closing + 1, body):
            return None
        start = self.starts[self.line(found.start()) - 1]
        return Function(
            found.group(1) or found.group(2), start, (opening + 1, closing), (body, self.end_of_block(body)))

    def closing_parenthesis(self, opening):
        depth = 0
        for found in re.compile("[()]").finditer(self.code, opening):
            depth += 1 if found.group() == "(" else -1
            if depth == 0:
                return found.start()
        return len(self.code)


def split_arguments(text):
    """What stands between the commas that no bracket is around."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(r"[()\[\]{},]", text):
        if found.group() == ",":
            if depth == 0:
                parts.append((start, found.start()))
                start = found.end()
        else:
            depth += 1 if found.group() in "([{" else -1
    return [span for span in parts + [(start, len(text))] if text[slice(*span)].strip()]
