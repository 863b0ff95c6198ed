# SPDX-License-Identifier: Apache-2.0
"""Plivo: lookup and message, by the official SDK `plivo`."""

import redirect
from plivo import RestClient

ACCOUNT, TOKEN = "MA0123456789ABCDEFGH", "token-of-no-account"
POWERPACK = "86bbb125-97bb-4d72-89fd-81d5c515b015"
MESSAGE_ID = "5b40a428-bfc7-4daf-9d06-726c558bf3b8"
ENTRY = {"type": "plivo", "authID": ACCOUNT, "authToken": TOKEN}

SCENARIOS = [
    ("a number", "+12025550100", "Hi Zoë & Co, 50% off + a gift = fun: https://example.com/a?b=c#d"),
    ("a short code", "12345", "Line one\nLine two\n\n~ * - . _ ' ( ) ! \\ \""),
    ("an alphanumeric sender", "ACME", "Grüße “quoted” 🎉 \u200dand 漢字"),
    ("a Powerpack", POWERPACK, "Hi"),
]

EXPLAINED = {
    "send field log": "the SDK writes out the documented default, that numbers and texts are logged",
    "send field method": "the SDK writes out the documented default; it is about callbacks, and we ask for none",
    "send field trackable": "the SDK writes out the documented default; it is about conversions, which we do not report",
}


def sdk(url, sender, recipient, text):
    with redirect.to(url):
        client = RestClient(ACCOUNT, TOKEN)
        client.lookup.get(recipient)
        source = {"powerpack_uuid": sender} if sender == POWERPACK else {"src": sender}
        client.messages.create(dst=recipient, text=text, **source)


def answer(method, path):
    if method == "GET":
        carrier = {"mobile_country_code": "310", "mobile_network_code": "150", "name": "C", "type": "mobile", "ported": "yes"}
        country = {"name": "United States", "iso2": "US", "iso3": "USA"}
        return 200, {"api_id": "a", "phone_number": "+14154305555", "country": country, "carrier": carrier}
    return 202, {"api_id": "a", "message": "message(s) queued", "message_uuid": [MESSAGE_ID]}
