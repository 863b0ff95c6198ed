// SPDX-License-Identifier: Apache-2.0

import CCurl

/// A function of libcurl said no.
struct CurlError: Error {
    let code: CURLcode

    /// Throws unless the code is that of success.
    static func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code: code) }
    }
}
