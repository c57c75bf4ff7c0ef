public import Domain
internal import Foundation
internal import Synchronization

/// The file `reserve`: room that is kept while there is room, and given up when there is none, so that calls for help,
/// acts and audit can be written on a full disk.
public final class DiskReserve: Sendable {
    private struct Standing {
        var isHeld: Bool
        var state = DiskState.ample
    }

    /// Asked for with every message: finding the path of a URL takes longer than the file system's answer.
    private let folder: String
    private let file: String
    private let standing: Mutex<Standing>

    init(in folder: URL) {
        self.folder = folder.path
        file = folder.appending(path: "reserve").path
        let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int64
        standing = Mutex(Standing(isHeld: size == DiskSpace.reserve))
    }

    /// As of the last look.
    public var state: DiskState { standing.withLock { $0.state } }

    /// Whether there is room for a message at this moment; where nobody can tell, writing it will.
    public func takes(_ need: DiskNeed) -> Bool {
        standing.withLock { standing in
            (try? space(standing))?.takes(need) ?? true
        }
    }

    /// Looks at the file system: a full one is given the reserve, and one with room again gives it back.
    @discardableResult
    public func look() throws -> DiskSpace {
        try standing.withLock { standing in
            let space = try space(standing)
            standing.state = space.state(after: standing.state)
            switch (standing.state, standing.isHeld) {
            case (.full, true): giveUp(&standing)
            case (.ample, false), (.low, false): try make(&standing)
            case (.full, false), (.ample, true), (.low, true): break
            }
            return space
        }
    }

    /// Gives the reserve up to whoever has just met the end of the disk; false where it is gone already.
    func giveUp() -> Bool {
        standing.withLock { standing in
            guard standing.isHeld else { return false }
            giveUp(&standing)
            return true
        }
    }

    private func giveUp(_ standing: inout Standing) {
        unlink(file)
        standing.isHeld = false
    }

    /// Allocated block by block: a file with holes would keep nothing.
    private func make(_ standing: inout Standing) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DurableFile.Fault(call: "open", path: file, code: errno) }
        defer { close(descriptor) }
        let code = posix_fallocate(descriptor, 0, off_t(DiskSpace.reserve))
        guard code == 0 else {
            unlink(file)
            throw DurableFile.Fault(call: "posix_fallocate", path: file, code: code)
        }
        guard fsync(descriptor) == 0 else { throw DurableFile.Fault(call: "fsync", path: file, code: errno) }
        standing.isHeld = true
    }

    private func space(_ standing: Standing) throws -> DiskSpace {
        var found = statvfs()
        guard statvfs(folder, &found) == 0 else {
            throw DurableFile.Fault(call: "statvfs", path: folder, code: errno)
        }
        let block = Int64(found.f_frsize)
        return DiskSpace(
            free: Int64(found.f_bavail) * block,
            size: Int64(found.f_blocks) * block,
            hasReserve: standing.isHeld
        )
    }
}
