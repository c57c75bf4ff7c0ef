import Alarms
import Domain
import Policy

extension RuleID {
    /// Its name where the policy gives no title.
    var words: Bilingual {
        switch self {
        case .stepSkipped: Bilingual(zh: "程序缺步", en: "step skipped")
        case .wrongRoom: Bilingual(zh: "误入房间", en: "wrong room")
        case .overstay: Bilingual(zh: "滞留超时", en: "overstay")
        case .loneOfficer: Bilingual(zh: "单人讯问", en: "lone-officer interrogation")
        case .personUnwatched: Bilingual(zh: "无人看管", en: "person unwatched")
        case .meetsSuspect: Bilingual(zh: "证人、被害人与嫌疑人相遇", en: "victim or witness meets suspect")
        case .sos: Bilingual(zh: "求助", en: "SOS")
        case .tagCut: Bilingual(zh: "手环被剪断或取下", en: "tag cut or removed")
        case .tagSilent: Bilingual(zh: "手环无信号", en: "tag silent")
        case .tagBattery: Bilingual(zh: "手环电量低", en: "tag battery low")
        case .stationSilent: Bilingual(zh: "基站无信号", en: "base station silent")
        case .clockWarning: Bilingual(zh: "法定时限将到", en: "statutory clock running out")
        case .clockExpired: Bilingual(zh: "法定时限已过", en: "statutory clock expired")
        case .noGround: Bilingual(zh: "没有法律依据", en: "no lawful ground")
        case .ruleFailed: Bilingual(zh: "规则运行失败", en: "rule failed")
        case .clockJumped: Bilingual(zh: "系统时间跳变", en: "clock jumped")
        case .diskFull: Bilingual(zh: "磁盘将满", en: "disk running full")
        case .journalUnsigned: Bilingual(zh: "日志未签署", en: "journal not signed")
        }
    }
}

extension Urgency {
    var words: Bilingual {
        switch self {
        case .warning: Bilingual(zh: "预警", en: "warning")
        case .alarm: Bilingual(zh: "报警", en: "alarm")
        }
    }
}

extension AlarmLevel {
    var words: Bilingual {
        switch self {
        case .special: Bilingual(zh: "特级", en: "special")
        case .first: Bilingual(zh: "一级", en: "level 1")
        case .second: Bilingual(zh: "二级", en: "level 2")
        case .third: Bilingual(zh: "三级", en: "level 3")
        }
    }
}

extension Closing.Reason {
    var words: Bilingual {
        switch self {
        case .illness: Bilingual(zh: "疾病", en: "illness")
        case .complaint: Bilingual(zh: "投诉", en: "complaint")
        case .mistake: Bilingual(zh: "误报", en: "mistake")
        case .test: Bilingual(zh: "测试", en: "test")
        case .remedied: Bilingual(zh: "已纠正", en: "remedied")
        case .other: Bilingual(zh: "其他", en: "other")
        }
    }
}

extension Withdrawal {
    var words: Bilingual {
        switch self {
        case .lateFact: Bilingual(zh: "迟到的数据表明并非如此", en: "late data show that it was not so")
        case .retraction: Bilingual(zh: "所依据的记录已更正", en: "the record it rested on was corrected")
        }
    }
}
