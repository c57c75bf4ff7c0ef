import Domain
import Premises

/// A room's name as the plan writes it: the page's language first, the other below where there is room for it.
struct RoomLabel {
    struct Line: Equatable {
        let text, x, y, size, rank: String
    }

    private struct Row {
        let text: String
        let size: Double
        let isSecond: Bool
    }

    private enum Sizes {
        static let margin = 0.16
        static let first = [0.62, 0.56, 0.5, 0.44, 0.38, 0.32]
        static let second = 0.38
        static let leading = 1.15
        /// Left to the marks of people.
        static let marks = 1.5
    }

    private let rows: [Row]
    /// What the name takes of the room, from its upper wall.
    let height: Double

    init(_ name: Bilingual, _ language: Language, width: Double, height room: Double) {
        let width = width - 2 * Sizes.margin
        let first = language.of(name)
        let second = language.other.of(name)
        var rows: [Row] = []
        for size in Sizes.first {
            rows = Self.wrapped(first, width, size).map { Row(text: $0, size: size, isSecond: false) }
            let fits = rows.allSatisfy { Self.length(of: $0.text) * size <= width }
            if fits, rows.count <= 2 || Double(rows.count) * size * Sizes.leading < room * 0.4 { break }
        }
        let others = Self.wrapped(second, width, Sizes.second).map {
            Row(text: $0, size: Sizes.second, isSecond: true)
        }
        let fits = others.allSatisfy { Self.length(of: $0.text) * Sizes.second <= width }
        if second != first, fits, Self.height(of: rows + others) + Sizes.marks <= room { rows += others }
        self.rows = rows
        height = min(room, Self.height(of: rows) + 0.1)
    }

    private static func height(of rows: [Row]) -> Double {
        rows.reduce(Sizes.margin) { $0 + $1.size * Sizes.leading }
    }

    func lines(middle: Double, top: Double, _ pen: PlanPen) -> [Line] {
        var y = top + Sizes.margin
        return rows.map { row in
            y += row.size * Sizes.leading
            return Line(
                text: row.text,
                x: pen.number(middle),
                y: pen.number(y - row.size * 0.2),
                size: pen.number(row.size),
                rank: row.isSecond ? "second" : "first"
            )
        }
    }

    /// Broken before a bracket or between words, and inside a long Chinese word where nothing else helps.
    private static func wrapped(_ text: String, _ width: Double, _ size: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for piece in pieces(of: text) {
            if line.isEmpty || length(of: line + piece) * size <= width {
                line += piece
            } else {
                lines.append(line)
                line = piece
            }
        }
        lines.append(line)
        return lines.map { $0.trimmingBlanks }
    }

    /// Words with the blank after them; Chinese names in pairs of characters, brackets kept together.
    private static func pieces(of text: String) -> [String] {
        guard text.contains(where: { $0.isIdeograph }) else {
            return text.split(separator: " ").map { $0 + " " }
        }
        let parts = text.split(separator: "（", maxSplits: 1)
        var pieces = parts.first.map { [String($0)] } ?? []
        if let whole = pieces.first, whole.count > 3 {
            // In pairs: a line is filled with as many as it takes.
            pieces = stride(from: 0, to: whole.count, by: 2).map { String(whole.dropFirst($0).prefix(2)) }
        }
        if parts.count > 1 { pieces.append("（" + parts[1]) }
        return pieces
    }

    /// In ems: an ideograph one, a letter a little more than half.
    private static func length(of text: String) -> Double {
        text.trimmingBlanks.reduce(0) { $0 + ($1.isIdeograph ? 1 : 0.53) }
    }
}

extension Character {
    fileprivate var isIdeograph: Bool { unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension Polygon {
    /// The largest rectangle along the axes between the outline's own lines: where name and marks find room.
    var widestRectangle: (low: Point, high: Point) {
        let xs = Set(corners.map(\.x)).sorted()
        let ys = Set(corners.map(\.y)).sorted()
        var best: (low: Point, high: Point)?
        var largest = 0.0
        for left in xs {
            for right in xs where right > left {
                for bottom in ys {
                    for top in ys where top > bottom {
                        let area = (right - left) * (top - bottom)
                        guard area > largest + 1e-9, holds(left, right, bottom, top) else { continue }
                        largest = area
                        best = (Point(left, bottom), Point(right, top))
                    }
                }
            }
        }
        guard let best else {
            let middle = innermost
            let depth = distanceToOutline(middle) * 0.7
            return (Point(middle.x - depth, middle.y - depth), Point(middle.x + depth, middle.y + depth))
        }
        return best
    }

    /// Whether a grid of points of the rectangle lies inside.
    private func holds(_ left: Double, _ right: Double, _ bottom: Double, _ top: Double) -> Bool {
        let shares = [0.02, 0.25, 0.5, 0.75, 0.98]
        return shares.allSatisfy { x in
            shares.allSatisfy { y in
                contains(Point(left + (right - left) * x, bottom + (top - bottom) * y))
            }
        }
    }
}
