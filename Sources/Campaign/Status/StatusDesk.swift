// SPDX-License-Identifier: Apache-2.0

import HTTP
import Providers

/// Asks the provider what has become of single messages.
struct StatusDesk: Sendable {
    /// What the provider said.
    enum Finding: Sendable {
        /// It knows the message.
        case told(DeliveryReport)
        /// It does not know the message (any more).
        case gone(ProviderWord)
    }

    let tools: RunTools
    let service: any DeliveryStatus
    let inquirer: Inquirer

    /// Asks after a message by the provider's id, as often as the retry policy allows.
    func ask(after id: String) async -> Inquiry<Finding> {
        await inquirer.ask(service.statusRequest(forMessage: id)) { response in
            switch service.statusAnswer(from: response) {
            case .found(let report): .answered(.told(report))
            case .noSuchMessage(let word): .answered(.gone(word))
            case .accountRefused(let refusal, let word):
                .stop(.account(refusal, provider: tools.provider.name, word, credentials: tools.credentials))
            case .tryAgain(let word): .again(word, response)
            case .failed(let word): .failed(word.text)
            }
        }
    }
}
