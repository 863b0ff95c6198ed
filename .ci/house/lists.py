# SPDX-License-Identifier: Apache-2.0
"""The words that the house rules know. Change them here, in the change that gives a thing its name or its home."""

# The parts that only the program's own assembly puts together; a test of one part alone is called after it.
PARTS = {
    "Budget", "CampaignExecution", "CampaignRun", "CanaryRun", "DeliverySampler", "JudgedRows", "LookupClient",
    "MessageSender", "Planner", "ProviderClient", "Pump", "RecipientTask", "ReportFile", "RequestFactory",
    "RequestLane", "ResumeCheck", "SendAttempt",
}

# The targets that may speak of options, exit codes and terminals.
TERMINAL_TARGETS = {"Commands", "Manual", "TerminalKit", "sms-campaign", "write-manual"}

# The targets that read words which others chose: files, wires, rows of a database. There, text becomes a value.
READING_TARGETS = {
    "Basics", "CSV", "Configuration", "HTTP", "Hours", "Ledger", "Lists", "LoopbackServer", "Manual",
    "PhoneNumbers", "Providers", "SMSText", "SQLite", "Sandbox",
}

# Words that name a provider, besides those that enumerations spell.
PROVIDERS = {"custom", "plivo", "sandbox", "telnyx", "twilio", "vonage"}

# Metaphors, and what the field says instead. No name of a type has one among its words.
METAPHORS = {
    "Allowances": "Overrides", "Amendment": "RowCorrection", "Atlas": "RecipientLocator", "Courier": "SendAttempt",
    "Desk": "Client, Handler, Router or Sender", "Handover": "ProviderReceipt", "Inquirer": "ProviderClient",
    "Journey": "RecipientTask", "Purse": "Budget", "Specimen": "SampleMessage", "Specimens": "SampleMessages",
    "Standing": "ResumeCheck", "Suspect": "ReversibleRefusal", "Till": "Budget", "Timetable": "SendWindow",
    "Whereabouts": "RecipientLocation",
}

# Words that say too little when they are all of a name.
BARE_NAMES = {
    "Gate": "ConcurrencyGate", "Lane": "RequestLane", "Memory": "what is remembered",
    "Offer": "Capability", "Run": "what runs, or ScanRun", "Status": "whose status",
}

# Helpers that have been copied: what gives a copy away in code with its strings, and where the one home is.
HOME = "Basics"
COPIES = [
    (r'"127\.|"localhost', "whether a host is loopback"),
    (r"%02[Xx]|radix: 16, uppercase: true", "hexadecimal digits and percent encoding"),
    (r"\b146_?097\b|\b719_?468\b|\(153 \*|\b36_?524\b", "counting days from a date"),
    (r"\bDecimal\(string:", "reading a decimal number"),
    (r'0x30\s*\.\.\.\s*0x39|UInt8\(ascii: "0"\)\s*\.\.\.|"0"\s*\.\.\.\s*"9"', "whether something is an ASCII digit"),
    (r"\b(?:func|var) trim(?:med|ming)\w*", "trimming"),
]

# Words that say nothing about a declaration.
FILLERS = set(
    "a all an and any are as at be been being by can each every for from gets gives given has have here holds how if in "
    "into is it its itself makes make creates create new no not of off on one only or out own returns return set sets "
    "some such that the their them then there these they this those to up use used uses was were what when where "
    "whether which who whose will with".split())

COLUMNS, README_LINES, FUNCTION_LINES, FILE_LINES, SMALL_LINES, TARGET_FILES = 100, 120, 39, 400, 20, 40
SOURCE_FILES, MEDIAN_LINES, UNLABELLED, TWIN_LINES = 300, 100, 3, 4
