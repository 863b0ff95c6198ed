# SPDX-License-Identifier: Apache-2.0
"""Vonage: Number Insight Standard and the SMS API, by the official SDKs `vonage-number-insight` and `vonage-sms`."""

import redirect
from vonage_http_client import Auth, HttpClient
from vonage_number_insight import NumberInsight, StandardInsightRequest
from vonage_sms import Sms, SmsMessage

KEY, SECRET = "a1b2c3d4", "secret-of-no-account"
MESSAGE_ID = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab"
ENTRY = {"type": "vonage", "apiKey": KEY, "apiSecret": SECRET}

SCENARIOS = [
    ("a number", "+12025550100", "Hi & 50% off + a gift = fun: https://example.com/a?b=c#d [€]"),
    ("an alphanumeric sender", "ACME", "Line one\nLine two ~ * - . _ ' ( ) !"),
    ("a text that needs Unicode", "12025550100", "Grüße “quoted” 🎉 and 漢字"),
]

EXPLAINED = {
    "send field client-ref": "our own id of the message, by which receipts and Vonage's reports can be searched",
}


def sdk(url, sender, recipient, text):
    with redirect.to(url):
        client = HttpClient(Auth(api_key=KEY, api_secret=SECRET))
        digits = recipient.removeprefix("+")
        NumberInsight(client).get_standard_info(StandardInsightRequest(number=digits))
        # The SDK leaves the choice of the encoding to its caller, as the API does.
        encoding = "unicode" if "“" in text else "text"
        Sms(client).send(SmsMessage(to=digits, from_=sender.removeprefix("+"), text=text, type=encoding))


def answer(method, path):
    if method == "GET":
        carrier = {"network_code": "310410", "name": "C", "country": "US", "network_type": "mobile"}
        return 200, {"status": 0, "status_message": "Success", "request_id": "r", "current_carrier": carrier}
    message = {"to": "14154305555", "message-id": MESSAGE_ID, "status": "0"}
    return 200, {"message-count": "1", "messages": [message]}
