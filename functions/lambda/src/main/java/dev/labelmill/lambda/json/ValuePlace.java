package dev.labelmill.lambda.json;

/** How a sentence about a label's value names it, and what is in it. */
public interface ValuePlace {

    /** The value itself. */
    String whole();

    /**
     * A part of it.
     *
     * @param kind  what parts are called, such as {@code box}
     * @param index of it, from 0
     */
    String part(String kind, int index);

    /** A field of such a part. */
    String field(String kind, int index, String field);

    /** By its path in a document, for who wrote that by a program: {@code value[0].left}. */
    static ValuePlace path(String name) {
        return new ValuePlace() {
            @Override
            public String whole() {
                return name;
            }

            @Override
            public String part(String kind, int index) {
                return name + "[" + index + "]";
            }

            @Override
            public String field(String kind, int index, String field) {
                return part(kind, index) + "." + field;
            }
        };
    }

    /** In words, after a sentence has shown the value: {@code the field left of box 1}. */
    static ValuePlace words() {
        return new ValuePlace() {
            @Override
            public String whole() {
                return "it";
            }

            @Override
            public String part(String kind, int index) {
                return kind + " " + (index + 1);
            }

            @Override
            public String field(String kind, int index, String field) {
                return "the field " + field + " of " + part(kind, index);
            }
        };
    }
}
