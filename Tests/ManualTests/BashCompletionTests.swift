// SPDX-License-Identifier: Apache-2.0

import Manual
import TestSupport
import Testing

/// The function that bash calls, called as bash does.
@Suite(.enabled(if: Tool.bash.isThere)) struct BashCompletionTests {
    /// What is offered for the last of the words; `(files)` where that is left to readline.
    private func offered(_ words: [String]) async throws -> [String] {
        let folder = try ScratchFolder()
        let completion = try folder.write(ManualFile.bash.text(.sample), to: "completion")
        let script = """
            compopt() { [[ "$*" == '+o default' ]] && refused=1; }
            source \(completion)
            complete -p sms-campaign | grep -q -- '-o default -F _sms_campaign' || exit 1
            COMP_WORDS=(sms-campaign "$@") COMP_CWORD=$# refused=
            _sms_campaign
            [[ -n $refused ]] || echo '(files)'
            ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
            """
        let run = try await #require(Tool.bash.binary).run(["-c", script, "bash"] + words)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        return run.output.split(separator: "\n").map(String.init)
    }

    @Test(
        arguments: [
            ([""], ["send", "opt-outs", "--help", "--version"]),
            (["se"], ["send"]),
            (["--v"], ["--version"]),
            (["dance", ""], []),
            (["send", "--"], ["--config", "--status", "--message", "--dry-run", "--help"]),
            (["send", "list.csv", "--d"], ["--dry-run"]),
            (["send", ""], ["(files)"]),
            (["send", "--config", ""], ["(files)"]),
            (["send", "--config", "=", "a"], ["(files)"]),
            (["send", "--status", ""], ["sent", "failed"]),
            (["send", "--status", "="], ["sent", "failed"]),
            (["send", "--status", "=", "f"], ["failed"]),
            (["send", "--message", "x"], []),
            (["send", "--dry-run", "--"], ["--config", "--status", "--message", "--help"]),
            (["send", "--config", "=", "a", "--c"], []),
            (["opt-outs", ""], ["list", "import"]),
            (["opt-outs", "import"], ["import"]),
            (["opt-outs", "list", ""], []),
            (["opt-outs", "import", ""], ["(files)"]),
            (["opt-outs", "import", "--"], ["--help"]),
        ] as [([String], [String])]
    )
    func `what fits is offered`(_ words: [String], _ candidates: [String]) async throws {
        #expect(try await offered(words) == candidates)
    }
}
