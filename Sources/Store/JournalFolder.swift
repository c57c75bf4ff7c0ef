public import Foundation
public import Journal

/// The journal's files in a folder: tiles, bundles and checkpoint, as `verify` reads them.
public struct JournalFolder: TileReader, Sendable {
    let url: URL

    public init(at url: URL) {
        self.url = url
    }

    public func bytes(at path: String) throws(JournalFault) -> [UInt8]? {
        let file = url.appending(path: path)
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue else { return nil }
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw .fileUnreadable(path: path)
        }
    }

    /// Every file below the folder, as paths from it; names that begin with a dot are unfinished writes.
    public func paths() throws(JournalFault) -> [String] {
        let root = url.standardizedFileURL.resolvingSymlinksInPath().path + "/"
        guard let walk = FileManager.default.enumerator(at: url, includingPropertiesForKeys: [.isRegularFileKey]) else {
            throw .fileUnreadable(path: "")
        }
        var found: [String] = []
        for case let file as URL in walk {
            let isFile = (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
            guard isFile, !file.lastPathComponent.hasPrefix(".") else { continue }
            found.append(String(file.standardizedFileURL.resolvingSymlinksInPath().path.dropFirst(root.count)))
        }
        return found
    }

    func write(_ file: TileFile) throws {
        let target = url.appending(path: file.path.path)
        try makeFolders(for: target)
        try DurableFile.write(file.bytes, to: target)
    }

    /// A new folder is durable when the one that names it is synced.
    private func makeFolders(for target: URL) throws {
        var missing: [URL] = []
        var folder = target.deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.path), folder.path.count > url.path.count {
            missing.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        for new in missing.reversed() {
            try FileManager.default.createDirectory(at: new, withIntermediateDirectories: false)
            try DurableFile.syncFolder(new.deletingLastPathComponent())
        }
    }
}
