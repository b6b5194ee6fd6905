package dev.labelmill.lambda.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of any size from strangers, tag by tag: UTF-8 alone, no document type, hence no entities but XML's own five, and
 * nothing fetched from elsewhere; depth, the length of a tag or text and the number of different names are bounded.
 */
public final class StrictXml implements Closeable {

    /** Deepest nesting of elements. */
    public static final int MAX_DEPTH = 32;
    /** Longest tag or text, in characters: a mask of a large image in a tag that is passed over fits. */
    public static final int MAX_CHARS = 4 << 20;

    /** Most names of elements and attributes: the reader keeps each for good. */
    private static final int MAX_NAMES = 2_000;

    /** Properties of the JDK's reader (module java.xml); 0 is none. */
    private static final List<String> ENTITY_LIMITS = List.of(
            "jdk.xml.entityExpansionLimit", "jdk.xml.totalEntitySizeLimit", "jdk.xml.maxGeneralEntitySizeLimit");

    private final BoundedText text;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int depth;

    /**
     * A tag. That of an element without content is followed by its end like others.
     *
     * @param opens      whether an element begins with it
     * @param depth      how many elements are around it; 0 for the root's
     * @param attributes texts by their names; their path is the element's name
     * @param line       where it ends, from 1
     */
    public record Tag(String name, boolean opens, int depth, Field attributes, long line) {

        /** Whether it begins an element of this name. */
        public boolean opens(String element) {
            return opens && name.equals(element);
        }
    }

    /** @throws UnusableContent if the text does not begin as XML does */
    public StrictXml(InputStream in) throws IOException, UnusableContent {
        this.text = new BoundedText(in, MAX_CHARS);
        this.reader = begin(text);
    }

    private static XMLStreamReader begin(BoundedText text) throws IOException, UnusableContent {
        // Not newInstance, which looks for another one by name.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // From Java 24 on it counts &amp; and its like over the whole file, and no other entity can be.
        for (String limit : ENTITY_LIMITS) {
            factory.setProperty(limit, "0");
        }
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched from elsewhere");
        });
        try {
            return factory.createXMLStreamReader(text);
        } catch (XMLStreamException | RuntimeException broken) {
            throw broken(text, 1);
        }
    }

    /**
     * The next tag; empty at the document's end.
     *
     * @throws UnusableContent if the document breaks off, is none, or goes beyond a bound, with the line
     */
    public Optional<Tag> next() throws IOException, UnusableContent {
        while (hasNext()) {
            switch (event()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return Optional.of(start());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return Optional.of(
                            new Tag(reader.getLocalName(), false, --depth, attributes(reader.getLocalName()), line()));
                }
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION ->
                    throw new UnusableContent(
                            422, "the file has a document type or an entity at line " + line() + ", and may have none");
                // The reader never forgets a target's name.
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw new UnusableContent(
                            422, "the file has a processing instruction at line " + line() + ", and may have none");
                default -> {
                    // Texts and comments between tags say nothing.
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The text of the element that has just begun, blanks around it left out. Reads on to its end.
     *
     * @throws UnusableContent as {@link #next()}, or if the element holds elements
     */
    public String text() throws IOException, UnusableContent {
        StringBuilder found = new StringBuilder();
        for (int event = event(); event != XMLStreamConstants.END_ELEMENT; event = event()) {
            if (event != XMLStreamConstants.CHARACTERS
                    && event != XMLStreamConstants.CDATA
                    && event != XMLStreamConstants.SPACE) {
                throw new UnusableContent(422, "the file has more than text in an element of text at line " + line());
            }
            if (found.length() + reader.getTextLength() > MAX_CHARS) {
                throw tooLong(line());
            }
            found.append(reader.getText());
        }
        depth--;
        return found.toString().strip();
    }

    /** Passes over the element that has just begun. */
    public void skip() throws IOException, UnusableContent {
        int around = depth - 1;
        Optional<Tag> tag = next();
        while (tag.isPresent() && (tag.get().opens() || tag.get().depth() > around)) {
            tag = next();
        }
    }

    private Tag start() throws UnusableContent {
        String name = reader.getLocalName();
        if (depth == MAX_DEPTH) {
            throw new UnusableContent(
                    422, "the file is nested more than " + MAX_DEPTH + " levels deep at line " + line());
        }
        return new Tag(name, true, depth++, attributes(name), line());
    }

    private Field attributes(String element) throws UnusableContent {
        know(element);
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
            know(reader.getPrefix());
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                know(reader.getNamespacePrefix(i));
            }
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                know(reader.getAttributeLocalName(i));
                know(reader.getAttributePrefix(i));
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        return new Field(known(element), attributes);
    }

    private void know(String name) throws UnusableContent {
        if (name != null && names.add(name) && names.size() > MAX_NAMES) {
            throw new UnusableContent(
                    422, "the file has more than " + MAX_NAMES + " names of elements, attributes and name spaces");
        }
    }

    /** A path holds nothing that could be the sender's own words. */
    private static String known(String element) {
        return element.length() <= 20 && element.chars().allMatch(c -> c >= 'a' && c <= 'z') ? element : "element";
    }

    private boolean hasNext() throws IOException, UnusableContent {
        try {
            return reader.hasNext();
        } catch (XMLStreamException broken) {
            throw broken(text, line());
        }
    }

    private int event() throws IOException, UnusableContent {
        text.begin();
        try {
            return reader.next();
        } catch (XMLStreamException | RuntimeException broken) {
            // The JDK's reader lets some faults of documents out as what they led to.
            throw broken(text, line());
        }
    }

    private long line() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    private static UnusableContent broken(BoundedText text, long line) throws IOException {
        if (text.isTooLong()) {
            return tooLong(line);
        }
        Optional<IOException> failure = text.failure();
        if (failure.isPresent() && !(failure.get() instanceof CharacterCodingException)) {
            throw failure.get();
        }
        if (text.isEmpty() && failure.isEmpty()) {
            return new UnusableContent(422, "the file is empty");
        }
        return new UnusableContent(
                422,
                "the file " + (failure.isPresent() ? "is not UTF-8" : "is no XML or breaks off") + " at line " + line
                        + "; nothing behind it is read");
    }

    private static UnusableContent tooLong(long line) {
        return new UnusableContent(
                422, "the file has a tag or text longer than " + MAX_CHARS + " characters at line " + line);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
