// SPDX-License-Identifier: Apache-2.0

import CCurl

extension TransportFailure.Kind {
    /// Says in plain words what happened, with host and port at most.
    func sentence(_ evidence: CurlEvidence, _ order: Order) -> String {
        let place = order.destination
        return switch self {
        case .nameResolution: "the name \(place.host) has no address: check the name, the network and its name servers"
        case .connection: "no connection to \(place)"
        case .tlsHandshake: "the encrypted connection to \(place) could not be made\(words(of: evidence))"
        case .certificate: certificateSentence(evidence, order)
        case .timedOut: timeOutSentence(evidence, order)
        case .connectionLost: "the connection to \(place) was lost before its answer was whole"
        case .badResponse: "\(place) answered with something that is not HTTP"
        case .tooLarge: "the answer of \(place) is larger than is read"
        case .proxy: proxySentence(evidence, place)
        case .cancelled: "the request to \(place) was cancelled"
        case .unsupported: "libcurl cannot send this request to \(place) (its error \(evidence.code.rawValue))"
        }
    }

    private func words(of evidence: CurlEvidence) -> String {
        evidence.words.isEmpty ? "" : " (\(evidence.words))"
    }

    private func certificateSentence(_ evidence: CurlEvidence, _ order: Order) -> String {
        if evidence.code == CURLE_SSL_CACERT_BADFILE, let file = order.request.caFile {
            return "the certificate authorities for \(order.destination) cannot be read from \(file)"
        }
        return "the certificate of \(order.destination) cannot be trusted\(words(of: evidence))"
    }

    private func timeOutSentence(_ evidence: CurlEvidence, _ order: Order) -> String {
        evidence.hasBegun
            ? "\(order.destination) gave no whole answer within \(order.request.timeout)"
            : "no connection to \(order.destination) in time"
    }

    private func proxySentence(_ evidence: CurlEvidence, _ place: Destination) -> String {
        let advice = "check HTTPS_PROXY and NO_PROXY"
        if evidence.proxyStatus == 407 {
            return "the proxy did not accept the user name and password for \(place) (status 407): "
                + "give them in HTTPS_PROXY, http://USER:PASSWORD@HOST:PORT"
        }
        if evidence.proxyStatus != 0 {
            return "the proxy refused a connection to \(place) (status \(evidence.proxyStatus)): \(advice)"
        }
        if evidence.code == CURLE_COULDNT_RESOLVE_PROXY {
            return "the name of the proxy to \(place) has no address: \(advice)"
        }
        return "no connection to the proxy to \(place): \(advice)"
    }
}
