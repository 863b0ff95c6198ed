# SPDX-License-Identifier: Apache-2.0
"""Ledgers as earlier versions of the program left them: made by the SQL of the schema's own migrations, with what a real
campaign wrote in it."""

import os
import re
import sqlite3

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Sources", "Ledger", "Schema.swift")
APPLICATION = 0x534D5343
# The table `identity` came with the fifth version, so these know nothing of themselves.
VERSIONS = (1, 2, 3, 4)


def scripts():
    """The SQL that makes each version of the one before, oldest first."""
    with open(SCHEMA, encoding="utf-8") as file:
        text = file.read()
    names = re.search(r"static let migrations = \[([^]]*)\]", text).group(1).replace(" ", "").split(",")
    return [script(text, name) for name in names]


def script(text, name):
    sql = re.search(r'static let %s = """\n(.*?)"""' % name, text, re.S).group(1)
    return sql.replace("\\\n", "")


def made(path, version, source):
    """Makes the ledger of an earlier version, with the contents of `source` that it has room for."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    for sql in scripts()[:version]:
        database.executescript(sql)
    database.execute("ATTACH ? AS source", (source,))
    for table in ("settings", "campaigns", "messages", "lookups", "opt_outs", "deliveries", "lookup_requests"):
        columns = [row[1] for row in database.execute("PRAGMA main.table_info(%s)" % table)]
        if columns:
            names = ", ".join(columns)
            database.execute("INSERT INTO main.%s (%s) SELECT %s FROM source.%s" % (table, names, names, table))
    database.commit()
    database.execute("DETACH source")
    database.execute("PRAGMA application_id = %d" % APPLICATION)
    database.execute("PRAGMA user_version = %d" % version)
    database.commit()
    database.close()
    os.chmod(path, 0o600)


def put_in_place(campaign, version):
    """Gives a campaign the ledger that an earlier version would have left; nobody knows of a later one."""
    source = campaign.ledger + ".newer"
    os.rename(campaign.ledger, source)
    for ending in ("-wal", "-shm"):
        if os.path.exists(campaign.ledger + ending):
            os.rename(campaign.ledger + ending, source + ending)
    made(campaign.ledger, version, source)
    for path in [source, source + "-wal", source + "-shm"] + campaign.mirrors():
        if os.path.exists(path):
            os.unlink(path)
