/// The kinds of everything that has an ``ID`` or a ``Code``, so that every target can name every thing.
public enum Kind {
    // Made by Ringfence: `ID<Kind.…>`.
    public enum Account {}
    public enum Alarm {}
    public enum Console {}
    public enum Content {}
    public enum Event {}
    public enum Person {}
    public enum Stay {}

    // Given by a plan, a maker or another organ: `Code<Kind.…>`.
    public enum BaseStation {}
    public enum Camera {}
    public enum Card {}
    public enum Case {}
    public enum Device {}
    public enum Door {}
    public enum Officer {}
    public enum Room {}
    public enum Rule {}
    public enum Tag {}
}
