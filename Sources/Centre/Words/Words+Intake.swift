import DeviceFormats
import Domain

extension Words {
    /// Why nothing of a device's message was taken, and what its maker should look at.
    func refusal(_ refusal: BodyRefusal) -> Bilingual {
        switch refusal {
        case .empty: Bilingual(zh: "消息是空的。", en: "The message is empty.")
        case .tooLarge:
            Bilingual(zh: "消息超过 262144 字节，请分开发送。", en: "The message is over 262,144 bytes; send it in parts.")
        case .badJSON: Bilingual(zh: "消息不是 JSON。", en: "The message is not JSON.")
        case .tooDeep: Bilingual(zh: "消息嵌套太深。", en: "The message is nested too deep.")
        case .tooManyLines:
            Bilingual(zh: "一条消息最多 2000 行，请分开发送。", en: "A message has at most 2,000 lines; send it in parts.")
        case .missingMember(let member):
            Bilingual(zh: "缺少 \(member.rawValue)。", en: "The member \(member.rawValue) is missing.")
        case .badMember(let member):
            Bilingual(zh: "\(member.rawValue) 的值不对。", en: "The member \(member.rawValue) cannot be so.")
        case .duplicateMember(let member):
            Bilingual(zh: "\(member.rawValue) 出现了两次。", en: "The member \(member.rawValue) is there twice.")
        case .wrongDevice:
            Bilingual(zh: "凭证不属于这个设备。", en: "The credential belongs to another device.")
        case .unknownDevice: Bilingual(zh: "凭证无效，请重新登记设备。", en: "The credential is not valid; add the device again.")
        case .oldBoot:
            Bilingual(zh: "来自设备上一次启动，已不接收。", en: "From an earlier start of the device; not taken any more.")
        case .tooManyBoots:
            Bilingual(zh: "设备重启过于频繁，请检查。", en: "The device starts too often; have it looked at.")
        case .frameTooOld: Bilingual(zh: "帧号太旧，无法判断是否重复。", en: "The frame's number is too far behind.")
        case .tooFast: Bilingual(zh: "发送过快，请稍后重发。", en: "Too fast; send it again later.")
        }
    }
}
