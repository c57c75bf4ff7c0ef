public import Domain
internal import Events
internal import Store
public import Web

/// Somebody who acts in this process by the same code as a browser or a client of the API.
public struct SignedIn: Sendable {
    private let desk: Desk
    private let reader: Reader

    /// - account: one that is open; what it may know and do is read now.
    public init(_ account: ID<Kind.Account>, at centre: Centre) throws {
        desk = Desk(centre)
        guard let holder = try centre.store.account(account), holder.isOpen else {
            throw AccessRefusal.accountUnknown
        }
        reader = try desk.reader(holder)
    }

    /// - Throws: `SiteRefusal` where the law or the house refuses.
    @discardableResult
    public func perform(_ command: SiteCommand) async throws -> SiteReceipt {
        try await desk.perform(reader, command)
    }
}
