# SPDX-License-Identifier: Apache-2.0
"""Twilio: lookup of the line type, and a message, by the official SDK `twilio`."""

import redirect
from twilio.rest import Client

ACCOUNT, TOKEN = "AC0123456789abcdef0123456789abcdef", "token-of-no-account"
SERVICE = "MG0123456789abcdef0123456789abcdef"
MESSAGE_ID = "SM0123456789abcdef0123456789abcdef"
ENTRY = {"type": "twilio", "accountSID": ACCOUNT, "authToken": TOKEN}

SCENARIOS = [
    ("a number", "+12025550100", "Hi Zoë & Co, 50% off + a gift = fun: https://example.com/a?b=c#d"),
    ("a short code", "12345", "Line one\nLine two\n~ * - . _ ' ( ) !"),
    ("an alphanumeric sender", "ACME Shop", "Grüße “quoted” 🎉 \u200dand 漢字"),
    ("a messaging service", SERVICE, "Hi"),
]

EXPLAINED = {}


def sdk(url, sender, recipient, text):
    with redirect.to(url):
        client = Client(ACCOUNT, TOKEN)
        client.lookups.v2.phone_numbers(recipient).fetch(fields="line_type_intelligence")
        source = {"messaging_service_sid": sender} if sender == SERVICE else {"from_": sender}
        client.messages.create(to=recipient, body=text, **source)


def sdk_log(url, recipient):
    with redirect.to(url):
        Client(ACCOUNT, TOKEN).messages.list(to=recipient, page_size=1000)


def answer(method, path):
    if method == "GET" and path.endswith("/Messages.json"):
        return 200, {"messages": [], "next_page_uri": None}
    if method == "GET":
        intelligence = {"error_code": None, "carrier_name": "C", "type": "mobile"}
        return 200, {"phone_number": "+14154305555", "valid": True, "line_type_intelligence": intelligence}
    return 201, {"sid": MESSAGE_ID, "status": "queued", "num_segments": "1"}
