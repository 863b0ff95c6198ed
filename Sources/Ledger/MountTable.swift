// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation

/// The mounted file systems of this process, and which of them holds a file.
///
/// Linux gives them in `/proc/self/mountinfo` (proc_pid_mountinfo(5)), other systems by
/// `statfs(2)`.
struct MountTable: Sendable {
    struct Mount: Sendable, Equatable {
        /// An absolute path.
        let point: String
        /// The type's name, such as `ext4`, `nfs4` or `fuse.sshfs`.
        let type: String
    }

    private let mounts: [Mount]

    init(mounts: [Mount]) { self.mounts = mounts }

    /// Reads the lines of `mountinfo`; a line that cannot be read is left out.
    init(mountInfo text: String) {
        mounts = text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard let end = fields.firstIndex(of: "-"), fields.count > end + 1, end > 5 else {
                return nil
            }
            return Mount(point: Self.unescaped(fields[4]), type: String(fields[end + 1]))
        }
    }

    /// The mount that holds what lies at an absolute path without links: the latest whose point is
    /// the path or a folder above it.
    func mount(holding path: String) -> Mount? {
        mounts.last { mount in
            mount.point == path || mount.point == "/" || path.hasPrefix(mount.point + "/")
        }
    }

    /// The mount of this process that holds a file; `nil` where nobody can tell.
    static func systemMount(holding path: String) -> Mount? {
        #if os(Linux)
        guard let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else {
            return nil
        }
        return MountTable(mountInfo: text).mount(holding: path)
        #elseif canImport(Darwin)
        var status = statfs()
        guard statfs(path, &status) == 0 else { return nil }
        return Mount(
            point: text(of: status.f_mntonname), type: text(of: status.f_fstypename))
        #else
        return nil
        #endif
    }

    #if canImport(Darwin)
    private static func text<Tuple>(of characters: Tuple) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    #endif

    /// Blank, tab, line end and backslash are written as `\` and three octal digits.
    private static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.count >= 3,
                let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension MountTable.Mount {
    /// Whether other machines, or the host of a virtual one, may write in it too: SQLite's
    /// write-ahead log needs memory that all its users share
    /// (<https://www.sqlite.org/wal.html>, “Disadvantages”), and their locks do not reach each
    /// other.
    ///
    /// What runs in user space (FUSE) counts as shared unless it is known to serve this machine
    /// alone: disks, encrypted folders, the layers of a container.
    var isShared: Bool {
        guard type.hasPrefix("fuse") else { return Self.sharedTypes.contains(type) }
        return !Self.localUserSpaceTypes.contains(type)
    }

    /// Whether a file keeps its number and the time of its making, so that another number means
    /// another file.
    ///
    /// FAT and most file systems in user space give new numbers with each mount.
    var keepsFileNumbers: Bool { Self.numberedTypes.contains(type) }

    private static let sharedTypes: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "ncp", "afs", "afpfs", "coda",
        "9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "fakeowner", "grpcfuse", "osxfs", "drvfs",
        "ceph", "lustre", "gpfs", "ocfs2", "gfs", "gfs2", "glusterfs", "beegfs", "orangefs",
        "pvfs2", "panfs", "wekafs", "acfs", "davfs", "davfs2", "webdav", "macfuse", "osxfuse",
    ]

    private static let localUserSpaceTypes: Set<String> = [
        "fuseblk", "fuse.encfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.securefs", "fuse.ecryptfs",
        "fuse.fuse-overlayfs", "fuse.ntfs-3g", "fuse.ntfs", "fuse.exfat", "fuse.ext4",
        "fuse.fuseext2", "fuse.zfs", "fuse.lxcfs", "fuse.veracrypt",
    ]

    private static let numberedTypes: Set<String> = [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "jfs", "reiserfs",
        "tmpfs", "overlay", "ecryptfs", "apfs", "hfs", "ufs",
    ]
}
