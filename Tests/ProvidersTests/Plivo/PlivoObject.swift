// SPDX-License-Identifier: Apache-2.0

/// A message as Plivo's API shows it, member by member.
struct PlivoObject {
    /// Plivo's own example, with JSON texts as values.
    private var members = [
        "error_code": "null", "error_message": #""""#, "from_number": #""12025550100""#,
        "to_number": #""14154305555""#,
        "message_direction": #""outbound""#, "message_state": #""sent""#, "message_type": #""sms""#,
        "message_time": #""2017-05-22 21:36:14+05:30""#,
        "message_uuid": #""5b40a428-bfc7-4daf-9d06-726c558bf3b8""#,
        "total_amount": #""0.00250""#, "total_rate": #""0.00250""#, "units": "1",
        "carrier_fees": #""0.00000""#,
        "requester_ip": #""192.168.1.1""#, "is_domestic": "false", "powerpack_id": #""""#,
    ]

    /// Makes the example with other members; `nil` leaves one out.
    init(_ changes: [String: String?] = [:]) {
        for (name, value) in changes { members[name] = value }
    }

    /// Makes a message in a state, with an error code or none.
    init(state: String, code: String? = nil) {
        self.init([
            "message_state": #""\#(state)""#, "error_code": code.map { #""\#($0)""# } ?? "null",
        ])
    }

    /// The object's text.
    var text: String {
        "{"
            + members.sorted { $0.key < $1.key }.map { #""\#($0.key)": \#($0.value)"# }.joined(
                separator: ", "
            ) + "}"
    }

    /// A page of the list.
    static func page(
        _ objects: [PlivoObject],
        meta: String = #""limit": 20, "offset": 0, "next": null"#
    ) -> String {
        #"{"api_id": "a", "meta": {\#(meta)}, "objects": [\#(objects.map(\.text).joined(separator: ", "))]}"#
    }
}
