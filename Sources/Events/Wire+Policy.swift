import Policy

extension AlarmLevel: WireName {}
extension Approver: WireName {}
extension ClockRule.Duty: WireName {}
extension RuleID: WireName {}
extension Step: WireName {}
