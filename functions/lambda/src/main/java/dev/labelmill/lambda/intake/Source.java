package dev.labelmill.lambda.intake;

import dev.labelmill.lambda.objects.ObjectInfo;

/** What a batch's items come from. */
sealed interface Source {

    /** Tells one content from another, for the batch row. */
    String etag();

    /** A manifest that can be read by ranges. */
    record Plain(ObjectInfo object) implements Source {
        @Override
        public String etag() {
            return object.etag();
        }
    }

    /** A compressed manifest. */
    record Gzip(ObjectInfo object) implements Source {
        @Override
        public String etag() {
            return object.etag();
        }
    }

    /** Single objects under {@code items/}. */
    record Listing() implements Source {
        @Override
        public String etag() {
            return "items";
        }
    }
}
