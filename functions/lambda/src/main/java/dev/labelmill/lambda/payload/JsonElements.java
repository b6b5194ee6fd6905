package dev.labelmill.lambda.payload;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a JSON document of any size into the elements of its lists, each for a reader of its own, so that a bad element spoils
 * no other: those of the list that the document is, or those of the lists that its root object's members are. Another member's
 * value is one element.
 */
public final class JsonElements implements Closeable {

    /** Longest element, in bytes: a task of Label Studio with an image in it fits. */
    public static final int MAX_BYTES = 2 << 20;

    private static final int END = -1;
    private static final int MARK = 0xFEFF;

    private final InputStream in;
    private int next;
    private long line = 1;
    private State state = State.START;
    private String member = "";
    private int index;
    private long taken;

    private enum State {
        START,
        OBJECT_BEGUN,
        OBJECT,
        LIST_BEGUN,
        LIST,
        OVER
    }

    /** Whether the list in hand is the document itself. */
    private boolean bare;

    /** Reads the first byte. */
    public JsonElements(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in, 64 << 10);
        next = this.in.read();
    }

    /**
     * A place between two elements of a document that is a list.
     *
     * @param taken bytes before it
     * @param line  the number of the line there, from 1
     * @param index how many elements are before it
     */
    public record Position(long taken, long line, int index) {}

    /** Goes on at a position, by what of the document is left there. */
    public JsonElements(InputStream rest, Position position) throws IOException {
        this(rest);
        taken = position.taken();
        line = position.line();
        index = position.index();
        bare = true;
        state = State.LIST;
    }

    /** The position that has been reached: reading can go on there in a document that is a list. */
    public Position position() {
        return new Position(taken, line, index);
    }

    /**
     * An element.
     *
     * @param member the root object's member; empty if the document is a list
     * @param index  its place in the list, from 0; negative for a member that is no list
     * @param line   where it begins, from 1
     * @param json   its text; of one that is too long the beginning
     */
    public record Element(String member, int index, long line, byte[] json, boolean tooLong) {

        /** Where it stands, in words. */
        public String place() {
            String name = member + (index < 0 ? "" : "[" + index + "]");
            return name + " at line " + line;
        }

        /**
         * Reads it.
         *
         * @throws UnusableContent as {@link StrictJson#read}, or if it is too long
         */
        public Field read() throws UnusableContent {
            requireWhole();
            return StrictJson.read(json);
        }

        /**
         * Reads these members of it alone.
         *
         * @throws UnusableContent as {@link #read()}
         */
        public Field read(Set<String> members) throws UnusableContent {
            requireWhole();
            return StrictJson.read(json, members);
        }

        private void requireWhole() throws UnusableContent {
            if (tooLong) {
                throw new UnusableContent(422, "the record is longer than " + MAX_BYTES + " bytes");
            }
        }

        /** Its beginning, for whoever looks into it. */
        public String excerpt() {
            int most = Math.min(json.length, LabelProblem.MAX_EXCERPT_CHARS);
            return new String(json, 0, most, StandardCharsets.UTF_8);
        }
    }

    /**
     * The next element; empty at the document's end.
     *
     * @throws UnusableContent if the document breaks off or is none, with the line
     */
    public Optional<Element> next() throws IOException, UnusableContent {
        while (true) {
            blanks();
            switch (state) {
                case START -> start();
                case OBJECT_BEGUN, OBJECT -> {
                    if (closes('}', State.OBJECT_BEGUN)) {
                        state = State.OVER;
                    } else if (member()) {
                        return Optional.of(element(-1));
                    }
                }
                case LIST_BEGUN, LIST -> {
                    if (closes(']', State.LIST_BEGUN)) {
                        state = bare ? State.OVER : State.OBJECT;
                    } else {
                        state = State.LIST;
                        return Optional.of(element(index++));
                    }
                }
                case OVER -> {
                    if (next != END) {
                        throw broken("goes on behind its end");
                    }
                    return Optional.empty();
                }
            }
        }
    }

    /**
     * Whether the document is a list.
     *
     * @throws UnusableContent if it is none, and no object
     */
    public boolean isList() throws IOException, UnusableContent {
        blanks();
        if (state == State.START) {
            start();
        }
        return bare;
    }

    private void start() throws IOException, UnusableContent {
        if (next == 0xEF) {
            int mark = (take() & 0xF) << 12 | (take() & 0x3F) << 6 | take() & 0x3F;
            if (mark != MARK) {
                throw broken("is not JSON");
            }
            blanks();
        }
        if (next == END) {
            throw new UnusableContent(422, "the file is empty");
        }
        int first = take();
        bare = first == '[';
        if (!bare && first != '{') {
            throw broken("is neither a JSON list nor a JSON object");
        }
        state = bare ? State.LIST_BEGUN : State.OBJECT_BEGUN;
    }

    /** Takes the closing bracket, or else the comma that must part what follows from what came before. */
    private boolean closes(char bracket, State begun) throws IOException, UnusableContent {
        if (next == bracket) {
            take();
            return true;
        }
        if (state != begun) {
            require(',');
        }
        return false;
    }

    /** Reads a member's name; whether its value is one element rather than a list. */
    private boolean member() throws IOException, UnusableContent {
        state = State.OBJECT;
        if (next != '"') {
            throw broken("lacks a name in quotes");
        }
        String quoted = new String(element(-1).json(), StandardCharsets.UTF_8);
        member = quoted.substring(1, Math.max(1, quoted.length() - 1));
        index = 0;
        require(':');
        if (next != '[') {
            return true;
        }
        take();
        state = State.LIST_BEGUN;
        return false;
    }

    private void require(char mark) throws IOException, UnusableContent {
        blanks();
        if (next != mark) {
            throw broken("lacks a \"" + mark + "\"");
        }
        take();
        blanks();
    }

    private Element element(int place) throws IOException, UnusableContent {
        if (next != END && isOver()) {
            throw broken("lacks a value");
        }
        long began = line;
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        int depth = 0;
        boolean any = false;
        boolean quoted = false;
        boolean escaped = false;
        long length = 0;
        while (true) {
            if (!quoted && depth == 0 && any && isOver()) {
                break;
            }
            if (next == END) {
                throw broken("breaks off");
            }
            int c = take();
            any = true;
            if (++length <= MAX_BYTES) {
                json.write(c);
            }
            if (quoted) {
                quoted = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth < 0 || depth == 0 && !quoted && (c == '}' || c == ']' || c == '"')) {
                break;
            }
        }
        return new Element(member, place, began, json.toByteArray(), length > MAX_BYTES);
    }

    /** Whether a number or a word ends here. */
    private boolean isOver() {
        return next == END || next == ',' || next == ':' || next == ']' || next == '}' || isBlank();
    }

    private boolean isBlank() {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private void blanks() throws IOException {
        while (isBlank()) {
            take();
        }
    }

    private int take() throws IOException {
        int mark = next;
        if (mark == '\n') {
            line++;
        }
        taken++;
        next = in.read();
        return mark;
    }

    private UnusableContent broken(String how) {
        return new UnusableContent(422, "the file " + how + " at line " + line + "; nothing behind it is read");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
