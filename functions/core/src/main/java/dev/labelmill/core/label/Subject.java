package dev.labelmill.core.label;

/** As much of an item as the checks of its labels need. */
public sealed interface Subject {

    /** Nothing is known: checks that need to know are passed. */
    Subject UNKNOWN = new Unknown();

    /** An item of which nothing is known. */
    record Unknown() implements Subject {}

    /**
     * An image.
     *
     * @param width  pixels, at least 1
     * @param height pixels, at least 1
     */
    record Image(int width, int height) implements Subject {

        /** Checks the ranges. */
        public Image {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("an image has at least one pixel, not " + width + " x " + height);
            }
        }
    }

    /**
     * A text.
     *
     * @param length Unicode code points, at least 0
     */
    record Text(int length) implements Subject {

        /** Checks the range. */
        public Text {
            if (length < 0) {
                throw new IllegalArgumentException("a text's length must not be negative: " + length);
            }
        }

        /** A text by itself. */
        public static Text of(String text) {
            return new Text(text.codePointCount(0, text.length()));
        }
    }
}
