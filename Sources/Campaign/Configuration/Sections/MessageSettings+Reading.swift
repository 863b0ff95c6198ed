// SPDX-License-Identifier: Apache-2.0

extension MessageSettings {
    /// Reads the `message` section; what is absent keeps its default.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["smartEncoding", "maxSegments", "senderName"])
        // A concatenated message numbers its parts with one byte: 3GPP TS 23.040 §9.2.3.24.1.
        maxSegments = try object.integer("maxSegments", in: 1...255) ?? maxSegments
        senderName = try object.string("senderName")
        smartEncoding = try object.bool("smartEncoding") ?? smartEncoding
    }
}
