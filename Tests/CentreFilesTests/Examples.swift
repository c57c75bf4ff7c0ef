/// The examples that ship with the product.
enum Examples {
    static let path =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Examples"
}
