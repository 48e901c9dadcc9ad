declare const brand: unique symbol;

/** A value of `Base` that only a parser may make; `Name` keeps two brands over one base apart. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
