import Domain
import Policy
import Premises
import Stays

extension Words {
    func step(_ step: Step) -> Bilingual { step.words.titled }
    func ground(_ ground: Ground) -> Bilingual { ground.words.titled }
    func mode(_ mode: ArrivalMode) -> Bilingual { mode.words.titled }
    func kind(_ kind: PersonKind) -> Bilingual { kind.words.titled }
    func paper(_ paper: PaperKind) -> Bilingual { paper.words.titled }
    func end(_ end: Exit.End) -> Bilingual { end.words.titled }
    func duty(_ duty: OwedDuty.Duty) -> Bilingual { duty.words.titled }
    func darkCause(_ cause: DarkTime.Cause) -> Bilingual { cause.words.titled }
}

// Names as they stand inside a sentence.

extension Step {
    var words: Bilingual {
        switch self {
        case .rightsNotice: Bilingual(zh: "权利义务告知", en: "rights notice")
        case .safetyCheck: Bilingual(zh: "人身安全检查", en: "safety check")
        case .belongings: Bilingual(zh: "随身财物登记", en: "listing of belongings")
        case .informationCollection: Bilingual(zh: "信息采集", en: "information collection")
        case .medical: Bilingual(zh: "健康检查", en: "medical check")
        case .urineTest: Bilingual(zh: "尿检", en: "urine test")
        case .waiting: Bilingual(zh: "等候", en: "waiting")
        case .interrogation: Bilingual(zh: "讯问", en: "interrogation")
        case .interview: Bilingual(zh: "询问", en: "interview")
        case .belongingsReturn: Bilingual(zh: "返还随身财物", en: "return of belongings")
        case .tagReturn: Bilingual(zh: "归还手环", en: "return of the tag")
        }
    }
}

extension Ground {
    var words: Bilingual {
        switch self {
        case .summons: Bilingual(zh: "传唤", en: "summons")
        case .oralSummons: Bilingual(zh: "口头传唤", en: "oral summons")
        case .forcedSummons: Bilingual(zh: "强制传唤", en: "forced summons")
        case .compelledAppearance: Bilingual(zh: "拘传", en: "compelled appearance")
        case .administrativeSummons: Bilingual(zh: "行政传唤", en: "administrative summons")
        case .continuedQuestioning: Bilingual(zh: "继续盘问", en: "continued questioning")
        case .criminalDetention: Bilingual(zh: "刑事拘留", en: "criminal detention")
        case .administrativeDetention: Bilingual(zh: "行政拘留", en: "administrative detention")
        case .arrest: Bilingual(zh: "逮捕", en: "arrest")
        }
    }
}

extension CentreKind {
    var words: Bilingual {
        switch self {
        case .countyCentre: Bilingual(zh: "县级公安机关办案中心", en: "a county centre")
        case .policeStation: Bilingual(zh: "公安派出所", en: "a police station")
        }
    }
}

extension ArrivalMode {
    var words: Bilingual {
        switch self {
        case .summoned: Bilingual(zh: "传唤到案", en: "summoned")
        case .brought: Bilingual(zh: "带至", en: "brought")
        case .citizenDelivery: Bilingual(zh: "扭送", en: "citizen delivery")
        case .surrender: Bilingual(zh: "投案自首", en: "surrender")
        case .referral: Bilingual(zh: "外单位移送", en: "referral by another unit")
        case .voluntary: Bilingual(zh: "自行前来", en: "came freely")
        }
    }
}

extension PersonKind {
    var words: Bilingual {
        switch self {
        case .criminalSuspect: Bilingual(zh: "犯罪嫌疑人", en: "criminal suspect")
        case .administrativeSuspect: Bilingual(zh: "违法嫌疑人", en: "administrative suspect")
        case .witness: Bilingual(zh: "证人", en: "witness")
        case .victim: Bilingual(zh: "被害人", en: "victim")
        case .reporter: Bilingual(zh: "报案人", en: "reporter")
        case .guardian: Bilingual(zh: "监护人", en: "guardian")
        case .lawyer: Bilingual(zh: "律师", en: "lawyer")
        case .interpreter: Bilingual(zh: "翻译人员", en: "interpreter")
        case .visitor: Bilingual(zh: "来访人员", en: "visitor")
        }
    }
}

extension Sex {
    var words: Bilingual {
        switch self {
        case .unknown: Bilingual(zh: "未登记", en: "not recorded")
        case .male: Bilingual(zh: "男", en: "male")
        case .female: Bilingual(zh: "女", en: "female")
        case .unstated: Bilingual(zh: "未说明", en: "not stated")
        }
    }
}

extension PaperKind {
    var words: Bilingual {
        switch self {
        case .residentIdentityCard: Bilingual(zh: "居民身份证", en: "resident identity card")
        case .householdRegister: Bilingual(zh: "户口簿", en: "household register")
        case .hongKongMacaoPermit: Bilingual(zh: "港澳居民来往内地通行证", en: "Hong Kong / Macao permit")
        case .taiwanPermit: Bilingual(zh: "台湾居民来往大陆通行证", en: "Taiwan permit")
        case .residencePermit: Bilingual(zh: "港澳台居民居住证", en: "residence permit")
        case .foreignPermanentResidence: Bilingual(zh: "外国人永久居留身份证", en: "foreign permanent residence")
        case .passport: Bilingual(zh: "护照", en: "passport")
        case .other: Bilingual(zh: "其他", en: "other")
        }
    }
}

extension Exit.End {
    var words: Bilingual {
        switch self {
        case .released: Bilingual(zh: "释放", en: "released")
        case .bail: Bilingual(zh: "取保候审", en: "bail")
        case .residentialSurveillance: Bilingual(zh: "监视居住", en: "residential surveillance")
        case .detentionHouse: Bilingual(zh: "送看守所", en: "delivered to the detention house")
        case .lockUp: Bilingual(zh: "送拘留所", en: "delivered to the lock-up")
        case .compulsoryTreatment: Bilingual(zh: "强制隔离戒毒", en: "compulsory treatment")
        case .otherOrgan: Bilingual(zh: "移送其他机关", en: "referred to another organ")
        case .guardian: Bilingual(zh: "交监护人或家属", en: "handed to guardian or family")
        case .noDetention: Bilingual(zh: "不予拘留", en: "decision without detention")
        case .escape: Bilingual(zh: "脱逃", en: "escaped")
        case .death: Bilingual(zh: "死亡", en: "died")
        case .left: Bilingual(zh: "自行离开", en: "left freely")
        }
    }
}

extension DarkTime.Cause {
    var words: Bilingual {
        switch self {
        case .beforeEntry: Bilingual(zh: "到案后未入区", en: "between arrival and entry")
        case .noSignal: Bilingual(zh: "手环无信号", en: "no signal of the tag")
        case .notDetermined: Bilingual(zh: "位置未确定", en: "place not determined")
        case .untagged: Bilingual(zh: "没有测试过的手环", en: "no tag that has passed its test press")
        }
    }
}

extension TagBinding.Reason {
    var words: Bilingual {
        switch self {
        case .refused: Bilingual(zh: "本人拒绝佩戴", en: "the person refuses it")
        case .injured: Bilingual(zh: "伤病不能佩戴", en: "an injury forbids it")
        case .noTagCharged: Bilingual(zh: "没有电量足够的手环", en: "no tag has enough charge")
        }
    }
}

extension OwedDuty.Duty {
    var words: Bilingual {
        switch self {
        case .step(let step): step.words
        case .nameGround: Bilingual(zh: "登记依据", en: "naming of the ground")
        case .clock(let key): key.words
        }
    }
}

extension ClockKey {
    /// What must be done before it runs out.
    var words: Bilingual {
        let ground = ground.words
        return switch duty {
        case .release: Bilingual(zh: "\(ground.zh)时限", en: "\(ground.en) limit")
        case .deliver: Bilingual(zh: "\(ground.zh)后送押", en: "delivery to detention after \(ground.en)")
        case .tellFamily: Bilingual(zh: "\(ground.zh)后通知家属", en: "notice to the family after \(ground.en)")
        case .interrogate: Bilingual(zh: "\(ground.zh)后讯问", en: "interrogation after \(ground.en)")
        }
    }
}
