// SPDX-License-Identifier: Apache-2.0

import Providers

extension AnswerRules {
    /// The keys that every section of a gateway may have about its answers.
    static let keys = ["success", "error", "fatal"]

    /// Reads what a section says about its answers.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        self.init()
        fatal = try object.codes("fatal")
        if let success = try object.object("success") {
            try success.refuseKeys(except: ["statuses", "match"])
            statuses = try success.statuses("statuses") ?? statuses
            match = try success.mark("match")
        }
        if let error = try object.object("error") {
            try error.refuseKeys(except: ["code", "message"])
            errorCode = try error.answerPath("code")
            errorMessage = try error.answerPath("message")
        }
    }
}
