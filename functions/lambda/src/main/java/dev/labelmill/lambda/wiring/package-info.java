/**
 * Puts the functions together: configuration from the environment, clients, stores, handlers. The only
 * room that knows Quarkus, apart from the functions themselves.
 */
package dev.labelmill.lambda.wiring;
