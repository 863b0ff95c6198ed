// SPDX-License-Identifier: Apache-2.0

import CCurl

/// libcurl's state for the whole process.
enum CurlLibrary {
    /// Whether libcurl is set up; the first look at it sets it up, once, whatever thread it comes from.
    static let isReady = ccurl_global_init() == CURLE_OK
}
