// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Providers

extension CustomLookup {
    /// Reads the section `lookup` of a gateway.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        let own = ["lineType", "carrier", "lineTypes", "noSuchNumber"]
        try object.refuseKeys(except: GatewayRequest.keys + AnswerRules.keys + own)
        let request = try GatewayRequest(reading: object, for: .lookup)
        guard let lineType = try object.answerPath("lineType") else { throw object.missing("lineType") }
        self.init(request: request, rules: try AnswerRules(reading: object), lineType: lineType)
        carrier = try object.answerPath("carrier")
        noSuchNumber = try object.codes("noSuchNumber")
        guard let words = try object.object("lineTypes") else { return }
        for word in words.keys {
            guard let type = try words.word(word, of: LineType.self) else { continue }
            add(word, meaning: type)
        }
    }
}
