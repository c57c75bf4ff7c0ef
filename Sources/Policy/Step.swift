/// A step of the flow (H3). The raw value is how addresses and policy files write it.
public enum Step: String, Hashable, Sendable, Codable, CaseIterable {
    case rightsNotice = "rights-notice"
    case safetyCheck = "safety-check"
    case belongings
    case informationCollection = "information-collection"
    case medical
    case urineTest = "urine-test"
    case waiting
    case interrogation
    case interview
    case belongingsReturn = "belongings-return"
    case tagReturn = "tag-return"
}
