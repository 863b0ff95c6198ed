// SPDX-License-Identifier: Apache-2.0

extension ColumnSettings {
    /// Reads the `columns` section.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["phone", "timeZone"])
        phone = try object.string("phone")
        timeZone = try object.string("timeZone")
    }
}
