// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Ledger

@Suite struct MountTableTests {
    private static let lines = """
        22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        30 22 0:27 / /mnt/share rw,nosuid - nfs4 server:/export rw,vers=4.2
        31 22 0:28 / /mnt/my\\040disk rw - fuse.sshfs me@host:/ rw
        32 22 8:1 /data/ledger.sqlite /app/ledger.sqlite rw - ext4 /dev/sda1 rw
        33 30 8:2 / /mnt/share/local rw - xfs /dev/sdb1 rw
        34 22 0:30 / /home rw shared:7 master:2 - ecryptfs /home/.ecryptfs rw
        this is no line
        """

    @Test(arguments: [
        ("/var/ledger.sqlite", "/", "ext4"), ("/mnt/share/l.sqlite", "/mnt/share", "nfs4"),
        ("/mnt/shared/l.sqlite", "/", "ext4"), ("/mnt/my disk/l", "/mnt/my disk", "fuse.sshfs"),
        ("/app/ledger.sqlite", "/app/ledger.sqlite", "ext4"), ("/app/other", "/", "ext4"),
        ("/mnt/share/local/l", "/mnt/share/local", "xfs"), ("/home/a/l", "/home", "ecryptfs"),
    ])
    func `a file lies in the mount whose point is the nearest above it`(
        path: String, point: String, type: String
    ) {
        let mount = MountTable(mountInfo: Self.lines).mount(holding: path)
        #expect(mount == MountTable.Mount(point: point, type: type))
    }

    @Test func `what is mounted over another mount hides it`() {
        let mounts = MountTable(mounts: [
            .init(point: "/", type: "ext4"), .init(point: "/a/b", type: "xfs"),
            .init(point: "/a", type: "nfs"),
        ])
        #expect(mounts.mount(holding: "/a/b/l")?.type == "nfs")
        #expect(MountTable(mountInfo: "").mount(holding: "/a") == nil)
    }

    @Test(arguments: [
        "nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "vboxsf", "fuse.sshfs", "fuse.rclone",
        "fuse.s3fs", "fuse.glusterfs", "fuse.bindfs", "fuse.vmhgfs-fuse", "fuse", "ceph", "lustre",
        "gpfs", "ocfs2", "gfs2", "beegfs", "afs", "davfs", "fakeowner", "macfuse",
    ])
    func `disks that others may share are refused`(type: String) {
        #expect(MountTable.Mount(point: "/", type: type).isShared)
    }

    @Test(arguments: [
        "ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "fuseblk", "ecryptfs", "vfat", "exfat",
        "fuse.encfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.fuse-overlayfs", "apfs", "ntfs3",
    ])
    func `this machine's own disks, encrypted or layered ones too, are not`(type: String) {
        #expect(!MountTable.Mount(point: "/", type: type).isShared)
    }

    @Test func `numbers of files tell copies only where they stay the same`() {
        for type in ["ext4", "xfs", "apfs", "tmpfs"] {
            #expect(MountTable.Mount(point: "/", type: type).keepsFileNumbers)
        }
        for type in ["vfat", "exfat", "fuseblk", "fuse.encfs", "9p"] {
            #expect(!MountTable.Mount(point: "/", type: type).keepsFileNumbers)
        }
    }
}
