import Domain
public import Premises

/// Names of nobody: common surnames and given names put together by chance.
enum InventedNames {
    private static let surnames = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗".split(separator: " ")
    private static let men = "伟 强 磊 军 洋 勇 杰 涛 明 超 平 刚 志强 建国 文博 浩然".split(separator: " ")
    private static let women = "芳 娜 敏 静 丽 艳 娟 霞 秀英 桂英 雨桐 晓燕 玉兰 思雨".split(separator: " ")

    static func one(_ sex: Sex, _ generator: inout SeededGenerator) -> String {
        let given = sex == .female ? women : men
        let surname = surnames[generator.whole(0...(surnames.count - 1))]
        return "\(surname)\(given[generator.whole(0...(given.count - 1))])"
    }
}

extension StaffMember {
    /// Who works in a simulated centre whose files name nobody: sixteen police and twenty-four auxiliaries.
    public static let invented: [StaffMember] = (0..<40).map { number in
        StaffMember(
            code: Code(checked: "\(number < 16 ? "P" : "F")\(101 + number)"),
            name: Bilingual(zh: "模拟人员\(number + 1)", en: "Simulated \(number + 1)"),
            rank: number < 16 ? .police : .auxiliary,
            sex: number.isMultiple(of: 2) ? .male : .female,
            card: Code(checked: "C\(1_001 + number)")
        )
    }
}
