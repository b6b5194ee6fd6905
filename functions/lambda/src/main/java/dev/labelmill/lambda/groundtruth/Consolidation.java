package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** How answers of one kind become labels. */
interface Consolidation {

    /**
     * Labels a payload's objects.
     *
     * @return each object's attributes, in their order; nothing where nobody's answer could be used
     */
    List<Optional<ObjectNode>> of(List<AnnotatedObject> objects);
}
