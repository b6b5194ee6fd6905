package dev.labelmill.emulators.memory;

/** The order of texts by their bytes in UTF-8, which is that of their code points, and not Java's own. */
public final class Utf8Order {

    private Utf8Order() {}

    /** Less than 0, 0 or more, as any comparison. */
    public static int compare(String one, String other) {
        int most = Math.min(one.length(), other.length());
        for (int i = 0; i < most; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Only surrogates are out of their place: they stand for code points above all other units.
                boolean apart = Character.isSurrogate(a) != Character.isSurrogate(b);
                return apart ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
