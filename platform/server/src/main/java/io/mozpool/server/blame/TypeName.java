package io.mozpool.server.blame;

/** The names of a hardware type. */
record TypeName(String type, String model) {

  @Override
  public String toString() {
    return type + " " + model;
  }
}
