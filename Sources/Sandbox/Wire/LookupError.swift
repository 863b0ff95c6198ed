// SPDX-License-Identifier: Apache-2.0

/// An error of the lookup host: a whole number under `error_code`, the words under `message`.
struct LookupError: Encodable {
    let apiId: String
    let errorCode: Int
    let message: String
}
