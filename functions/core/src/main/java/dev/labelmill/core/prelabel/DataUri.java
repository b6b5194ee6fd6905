package dev.labelmill.core.prelabel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * The {@code data:} URIs of RFC 2397: {@code data:[<type>/<subtype>][;parameter=value]*[;base64],<data>}, with the data
 * in base64 or percent-encoded.
 */
public final class DataUri {

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";
    private static final String CHARSET = ";charset=";

    private DataUri() {}

    /**
     * Whether a source is meant as a {@code data:} URI: the scheme in any case, followed by a comma, a parameter or a
     * media type. A text that merely begins with the word ({@code "data: the new oil"}) is not.
     */
    public static boolean looksLikeOne(String source) {
        if (!source.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        int at = SCHEME.length();
        while (at < source.length() && isToken(source.charAt(at))) {
            at++;
        }
        if (at == source.length()) {
            return false;
        }
        char stop = source.charAt(at);
        return at == SCHEME.length() ? stop == ',' || stop == ';' : stop == '/';
    }

    /**
     * Decodes a {@code data:} URI.
     *
     * @return {@link Content.Text} for the media types {@code text/*} (by their {@code charset}, UTF-8 if there is
     *     none), else {@link Content.Bytes}
     * @throws UnusableContent if it is not a well-formed {@code data:} URI, or its text does not fit its charset
     */
    public static Content parse(String uri) throws UnusableContent {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new UnusableContent("The source is not a data: URI.");
        }
        int comma = uri.indexOf(',');
        if (comma < 0) {
            throw new UnusableContent("The data: URI has no comma before its data.");
        }
        String header = uri.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
        boolean base64 = header.endsWith(BASE64);
        String described = base64 ? header.substring(0, header.length() - BASE64.length()) : header;
        byte[] data = percentDecoded(uri, comma + 1);
        return content(described, base64 ? base64Decoded(data) : data);
    }

    private static Content content(String described, byte[] data) throws UnusableContent {
        int semicolon = described.indexOf(';');
        String type = semicolon < 0 ? described : described.substring(0, semicolon);
        if (!type.isEmpty() && !isMediaType(type)) {
            throw new UnusableContent("The data: URI's media type is not of the form type/subtype.");
        }
        if (type.isEmpty() || type.startsWith("text/")) {
            return new Content.Text(decoded(data, charset(described)));
        }
        return new Content.Bytes(type, data);
    }

    private static boolean isMediaType(String type) {
        int slash = type.indexOf('/');
        if (slash < 1 || slash == type.length() - 1) {
            return false;
        }
        return type.chars().filter(c -> !isToken((char) c)).count() == 1;
    }

    /** The characters of RFC 6838's names. */
    private static boolean isToken(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "!#$&-^_.+".indexOf(c) >= 0;
    }

    private static Charset charset(String described) throws UnusableContent {
        int at = described.indexOf(CHARSET);
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        int from = at + CHARSET.length();
        int to = described.indexOf(';', from);
        String name = described.substring(from, to < 0 ? described.length() : to);
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new UnusableContent("The data: URI's charset is not known.");
        }
    }

    private static String decoded(byte[] data, Charset charset) throws UnusableContent {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(data)).toString();
        } catch (CharacterCodingException notInCharset) {
            throw new UnusableContent("The data: URI's text is not valid " + charset.name() + ".");
        }
    }

    private static byte[] base64Decoded(byte[] data) throws UnusableContent {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException malformed) {
            throw new UnusableContent("The data: URI's base64 is malformed.");
        }
    }

    /** Characters outside ASCII, which a URI should not have, stand for their UTF-8 bytes. */
    private static byte[] percentDecoded(String uri, int from) throws UnusableContent {
        byte[] bytes = uri.substring(from).getBytes(StandardCharsets.UTF_8);
        if (uri.indexOf('%', from) < 0) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new UnusableContent("The data: URI has a % that two hexadecimal digits do not follow.");
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toByteArray();
    }
}
