// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Testing

@Suite struct SenderFormTests {
    @Test(arguments: [
        ("+12025550100", SenderForm.number), ("12025550100", .number), ("12345", .number),
        ("(202) 555-0100", .number),
        ("ACME", .alphanumeric), ("Acme 24", .alphanumeric), ("24h", .alphanumeric),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", .pool),
        ("3FA85F64-5717-4562-B3FC-2C963F66AFA6", .pool),
        ("00000000-0000-0000-0000-000000000000", .pool),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa", .alphanumeric),
        ("3fa85f6457174562b3fc2c963f66afa6", .alphanumeric),
        ("gfa85f64-5717-4562-b3fc-2c963f66afa6", .alphanumeric),
        ("3fa85f64-5717-4562-b3fc--2c963f66afa6", .alphanumeric), ("", .number), ("-", .number),
    ])
    func `a sender's form is told by its shape`(sender: String, form: SenderForm) {
        #expect(SenderForm(sender) == form)
    }
}
